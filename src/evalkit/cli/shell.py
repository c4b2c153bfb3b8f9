"""Commands that a person can copy into a shell."""

import shlex
import sys
from pathlib import Path


def quoted(path: Path) -> str:
    """A path as it is typed."""
    if sys.platform == "win32":
        return f'"{path}"' if " " in str(path) else str(path)
    return shlex.quote(str(path))
