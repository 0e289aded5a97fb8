"""Python, the processor, the GPU, memory, the terminal, a player."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from audio.default_player import opener
from transcripts.doctor.checks import Check
from transcripts.doctor.child import tried
from transcripts.hardware import usable_cores
from transcripts.model_catalogue import BY_NAME
from transcripts.model_table import megabytes
from transcripts.options import DEFAULT_MODEL

OLDEST_PYTHON = (3, 11)  # as pyproject.toml has it
NAME = "مزيج"  # Mazeej's own: what a terminal must be able to write
CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")

_RECOGNISE = """
import numpy
from transcripts.demo import demo_dir
from transcripts.whisper import Recogniser
whisper = Recogniser(demo_dir() / "model", {device!r}, None, None)
whisper.encode([whisper.features(numpy.zeros(16000, numpy.float32))])
"""


def check_python() -> Iterator[Check]:
    found = f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    if sys.version_info < OLDEST_PYTHON:
        yield Check("Python", "problem", found, "Mazeej needs Python 3.11 or newer")
        return
    yield Check("Python", "ok", found)


def check_whisper() -> Iterator[Check]:
    """The bundled model hears a second of silence, on the CPU and on a GPU where there is one."""
    failure = tried(_RECOGNISE.format(device="cpu"))
    cores = usable_cores()
    if failure:
        advice = "mend the libraries above; on a processor without AVX, CTranslate2 does not run"
        yield Check("CPU", "problem", f"{cores} cores, but Whisper does not run on it: {failure}", advice)
        return
    yield Check("CPU", "ok", f"{cores} cores, Whisper runs on it in {_compute_types('cpu')}")
    yield _gpu()


def _gpu() -> Check:
    try:
        import ctranslate2

        count = ctranslate2.get_cuda_device_count()
    except Exception as error:  # a driver and a library that do not fit each other raise what they like
        return Check("GPU", "warning", f"cannot be asked for: {error}", "mend CUDA's driver, or use --device cpu")
    if not count:
        return Check("GPU", "ok", "none that CTranslate2 can use (it needs CUDA); the CPU is used")
    failure = tried(_RECOGNISE.format(device="cuda"))
    if failure:
        advice = "install CUDA 12 with cuBLAS and cuDNN 9 (see faster-whisper's README), or use --device cpu"
        return Check("GPU", "problem", f"{count} found, but Whisper does not run on it: {failure}", advice)
    return Check("GPU", "ok", f"{count}, Whisper runs on it in {_compute_types('cuda')}")


def _compute_types(device: str) -> str:
    import ctranslate2

    return ", ".join(sorted(ctranslate2.get_supported_compute_types(device)))


def check_memory() -> Iterator[Check]:
    size, needed = _memory(), BY_NAME[DEFAULT_MODEL].cpu_bytes
    if size is None:
        yield Check("memory", "ok", "this system does not say how much there is")
        return
    if size < needed:
        found = f"{megabytes(size)}, and {DEFAULT_MODEL} needs about {megabytes(needed)} on a CPU"
        yield Check("memory", "warning", found, "take a smaller one, as --model small (see mazeej models)")
        return
    yield Check("memory", "ok", megabytes(size))


def _memory() -> int | None:
    """Bytes that this process may use: the machine's, or what a container is limited to."""
    sizes = []
    with suppress(AttributeError, ValueError, OSError):  # Windows has no sysconf
        sizes.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for limit in CGROUP_LIMITS:
        with suppress(OSError, ValueError):  # "max": no limit
            sizes.append(int(Path(limit).read_text(encoding="ascii")))
    return min((size for size in sizes if size > 0), default=None)


def check_player() -> Iterator[Check]:
    program = "the system's own" if sys.platform == "win32" else opener()
    if program:
        yield Check("player", "ok", f"clips are opened with {program}")
        return
    advice = "on a desktop install xdg-utils; mazeej spot-check works without, and names the files to play"
    yield Check("player", "warning", "nothing here opens clips for mazeej spot-check", advice)


def check_terminal() -> Iterator[Check]:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    with suppress(UnicodeEncodeError, LookupError):
        NAME.encode(encoding)
        yield Check("terminal", "ok", f"writes Arabic ({encoding}); {NAME} must read from right to left here")
        return
    advice = "set PYTHONUTF8=1, or a locale in UTF-8 (LANG=C.UTF-8); until then such letters are written as escapes"
    yield Check("terminal", "warning", f"its encoding, {encoding}, has no Arabic letters", advice)
