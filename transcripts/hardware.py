"""What the machine offers to a recogniser."""

from __future__ import annotations

import os


def device_meant(wanted: str) -> str:
    """The device that a model runs on: "auto" means the GPU where CTranslate2 finds one, else the CPU."""
    if wanted != "auto":
        return wanted
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"


def usable_cores() -> int:
    """The cores this process may use; more threads than that slow CTranslate2 down."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
