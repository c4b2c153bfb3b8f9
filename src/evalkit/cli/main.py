"""One run: arguments in, an exit code out, whatever happens."""

import os
import sys
from collections.abc import Sequence

from evalkit.cli import streams
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.language import language_of
from evalkit.diagnostics import Diagnostic, EvalkitError, run
from evalkit.diagnostics.message import literally


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
        return _refused(console, run.NO_MEMORY())
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        return _bug(console, error)


def _run(arguments: Sequence[str], console: Console) -> Exit:
    from evalkit.cli.application import TextAskedFor, parse

    try:
        asked = parse(arguments, console.language)
    except TextAskedFor as text:
        console.print(str(text))
        return Exit.CLEAN
    return asked.run(console)


def _refused(console: Console, diagnostic: Diagnostic) -> Exit:
    console.tell([diagnostic])
    return Exit.REFUSED


def _bug(console: Console, error: Exception) -> Exit:
    """One sentence for everybody, the traceback for those who ask for it."""
    console.tell([run.OUR_BUG(what=f"{type(error).__name__}: {str(error)[:200]}")])
    if os.environ.get("EVALKIT_DEBUG") == "1":
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    return Exit.BUG
