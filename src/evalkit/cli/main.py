"""One run: arguments in, an exit code out, whatever happens."""

import os
from collections.abc import Sequence

from evalkit import __version__
from evalkit.cli import streams
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.general import asks_for_help
from evalkit.cli.language import language_of
from evalkit.diagnostics import Diagnostic, EvalkitError, run
from evalkit.diagnostics.message import literally

DEBUG = "EVALKIT_DEBUG"
"""The variable that, set to anything, brings the traceback of a bug."""

COMPLETION = "_EVALKIT_COMPLETE"
"""The variable with which a shell asks typer to complete a line."""

NO_ROOM = "failed to map segment"
"""What the system's loader says where a library finds no memory, in an error that is no MemoryError."""


def main(arguments: Sequence[str]) -> Exit:
    """Do what the arguments ask for, and say what went wrong in one clear way."""
    streams.prepare()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here needs its threads, and each takes memory
    console = Console(language_of(arguments))
    try:
        return _run(arguments, console)
    except EvalkitError as error:
        console.tell(error.diagnostics)
        return Exit.REFUSED
    except streams.ReaderGone:
        return Exit.CLOSED
    except streams.CannotWrite as error:
        return _refused(console, run.NO_OUTPUT(reason=literally(str(error))))
    except MemoryError:
        pass  # told below, when all that the run held is let go: to tell takes memory too
    except ImportError as error:
        if NO_ROOM not in str(error):
            return _bug(console, error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        return _bug(console, error)
    return _refused(console, run.NO_MEMORY())


def _run(arguments: Sequence[str], console: Console) -> Exit:
    if "--version" in arguments[:3]:
        console.print(f"evalkit {__version__}\n")
        return Exit.CLEAN
    if asks_for_help(arguments) and COMPLETION not in os.environ:
        from evalkit.cli.page import help_page

        console.print(help_page(arguments, console.language))
        return Exit.CLEAN
    from evalkit.cli.application import parse

    return parse(arguments, console.language).run(console)


def _refused(console: Console, diagnostic: Diagnostic) -> Exit:
    console.tell([diagnostic])
    return Exit.REFUSED


def _bug(console: Console, error: Exception) -> Exit:
    """One sentence for everybody, the traceback for those who ask for it."""
    console.tell([run.OUR_BUG(what=f"{type(error).__name__}: {str(error)[:200]}")])
    if os.environ.get(DEBUG):
        from traceback import format_exception

        streams.tell("".join(format_exception(error)))
    return Exit.BUG
