"""The entry of `evalkit` and of `python -m evalkit`."""

import sys


def main() -> int:
    """Run the command line; the version is told before anything else is imported."""
    arguments = sys.argv[1:]
    if arguments != ["--version"]:
        from evalkit.cli.main import main as run

        return run(arguments)
    from evalkit import __version__

    try:
        print(f"evalkit {__version__}", flush=True)
    except OSError:
        from evalkit.cli.main import main as run

        return run(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
