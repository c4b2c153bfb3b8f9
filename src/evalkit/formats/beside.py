"""Names for files that are there for a moment only, beside the one that they are made for."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from time import time

NAME = ".evalkit-{second}-{chance}.tmp"
NAMED = re.compile(r"\.evalkit-([0-9]{1,12})-[0-9a-f]{16}\.tmp")
DAY = 24 * 60 * 60


def name_beside(target: Path) -> Path:
    """A name in the directory of `target` that nothing has; it tells when it was given."""
    return target.with_name(NAME.format(second=int(time()), chance=token_hex(8)))


def clear(directory: Path) -> None:
    """Remove what a run that was killed has left, as far as it can be: what is younger than a day may be in use."""
    with suppress(OSError):
        for path in list(directory.iterdir()):
            if (named := NAMED.fullmatch(path.name)) and time() - int(named[1]) > DAY:
                with suppress(OSError):
                    path.unlink()
