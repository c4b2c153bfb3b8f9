"""How a run can end."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell sees."""

    CLEAN = 0
    FINDINGS = 1
    """It ran, and `check`, `test` or `--fail-on` found something."""
    REFUSED = 2
    """It could not run; nothing was written."""
    BUG = 3
    """Our fault."""
    INTERRUPTED = 130
    """Ctrl-C."""
    CLOSED = 141
    """Nobody reads the output any more."""
