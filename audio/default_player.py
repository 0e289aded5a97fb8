"""The program that the system opens sound with."""

from __future__ import annotations

import os
import shutil
import sys


def opener() -> str | None:
    """The program that opens a file as a double click does; none on a Linux without a screen."""
    if sys.platform == "darwin":
        return shutil.which("open")
    return shutil.which("xdg-open") if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else None
