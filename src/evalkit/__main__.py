"""The entry of `evalkit` and of `python -m evalkit`."""

import atexit
import gc
import os
import sys

OBJECTS = 100_000
"""So many new objects before Python looks for circles among them. Its own 700 are for programs that run for long."""

INTERRUPTED = 130
"""As `cli.exits` has it, which takes a while to be imported."""


def main() -> int:
    """Run the command line; the version is told before anything else is imported."""
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)  # what is left at the end goes with the process: nobody need look for circles in it
    sys.unraisablehook = _passed_over
    arguments = sys.argv[1:]
    try:
        return _version() if arguments == ["--version"] else _run(arguments)
    except KeyboardInterrupt:  # before the run could look out for it
        return INTERRUPTED


def _passed_over(unraisable: object) -> None:
    """What fails while memory is given back, and most often for lack of it, is no news."""


def _run(arguments: list[str]) -> int:
    from evalkit.cli.main import main as run

    return run(arguments)


def _version() -> int:
    from evalkit import __version__

    try:
        os.write(1, f"evalkit {__version__}\n".encode())  # not through a buffer that would fail once more at the end
    except OSError:
        return _run(["--version"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
