"""The entry of `evalkit` and of `python -m evalkit`."""

import atexit
import gc
import os
import sys

OBJECTS = 100_000
"""So many new objects before Python looks for circles among them. Its own 700 are for programs that run for long."""


def main() -> int:
    """Run the command line; the version is told before anything else is imported."""
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)  # what is left at the end goes with the process: nobody need look for circles in it
    arguments = sys.argv[1:]
    if arguments != ["--version"]:
        from evalkit.cli.main import main as run

        return run(arguments)
    from evalkit import __version__

    try:
        os.write(1, f"evalkit {__version__}\n".encode())  # not through a buffer that would fail once more at the end
    except OSError:
        from evalkit.cli.main import main as run

        return run(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
