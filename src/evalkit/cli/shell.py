"""Commands that a person can copy into a shell."""

import re
import shlex
import sys
from pathlib import Path

PLAIN = re.compile(r"[\w./+-]+")
"""What no shell takes for anything else; `shlex` would quote every Chinese name."""


def quoted(path: Path) -> str:
    """A path as it is typed."""
    if PLAIN.fullmatch(str(path)):
        return str(path)
    return f'"{path}"' if sys.platform == "win32" else shlex.quote(str(path))
