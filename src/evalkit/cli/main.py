"""One run: arguments in, an exit code out, whatever happens."""

import gc
import os
from collections.abc import Sequence

from evalkit import __version__
from evalkit.cli import streams
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.general import asks_for_help
from evalkit.cli.language import language_of
from evalkit.cli.memory import is_lack, rows
from evalkit.diagnostics import Diagnostic, EvalkitError, run
from evalkit.diagnostics.message import literally

DEBUG = "EVALKIT_DEBUG"
"""The variable that, set to anything, brings the traceback of a bug."""

COMPLETION = "_EVALKIT_COMPLETE"
"""The variable with which a shell asks typer to complete a line."""


def main(arguments: Sequence[str]) -> Exit:
    """Do what the arguments ask for, and say what went wrong in one clear way."""
    streams.prepare()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here needs its threads, and each takes memory
    console = Console(language_of(arguments))
    try:
        return _ended(arguments, console)
    except Exception as error:
        if not is_lack(error):
            raise
    # To tell it in full takes memory too.
    streams.tell(run.NO_MEMORY().message.text(console.language) + "\n")
    return Exit.REFUSED


def _ended(arguments: Sequence[str], console: Console) -> Exit:
    try:
        return _run(arguments, console)
    except EvalkitError as error:
        console.tell(error.diagnostics)
        return Exit.REFUSED
    except streams.ReaderGone:
        return Exit.CLOSED
    except streams.CannotWrite as error:
        return _refused(console, run.NO_OUTPUT(reason=literally(str(error))))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        if not is_lack(error):
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

    asked = parse(arguments, console.language)
    try:
        return asked.run(console)
    except Exception as error:
        if not is_lack(error):
            raise
    # Here, and not above, all that the run held is let go.
    gc.collect()
    count = rows(asked.read())
    return _refused(console, run.NO_MEMORY_FOR_ROWS(rows=count) if count else run.NO_MEMORY())


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
