"""What typer finds wrong with the arguments, as diagnostics in both languages."""

import re
from difflib import get_close_matches
from typing import Any

from evalkit.cli.asking import asked_by
from evalkit.cli.folder import record
from evalkit.cli.general import NAME
from evalkit.diagnostics import Diagnostic, Message, Words, literally, run
from evalkit.diagnostics.expression import DID_YOU_MEAN

SEE_HELP = Words("{command} --help shows how it is used", "用 {command} --help 查看用法")
USED_LIKE = Words("type {command}; --help shows more", "用法为 {command}; 详见 --help")
EXTRA = re.compile(r"unexpected extra argument.*\((.*)\)")
A_NUMBER = Words("it takes a whole number from 1", "须为不小于 1 的整数")


def usage_error(error: Any) -> Diagnostic:
    """The diagnostic for an exception of typer; its class is known by name, since its module has moved."""
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else NAME
    hint = SEE_HELP(command=path)
    match type(error).__name__:
        case "MissingParameter":
            return _missing(path, error.param.name)
        case "NoSuchOption":
            return run.NO_OPTION(hint=_near(error) or hint, name=error.option_name)
        case "BadOptionUsage":
            return run.OPTION_VALUE(hint=hint, name=error.option_name)
        case "BadParameter":  # all else that typer could refuse is a text or a path
            return run.BAD_VALUE(hint=hint, name=max(error.param.opts, key=len), why=A_NUMBER())
    if extra := EXTRA.search(error.message):
        return run.TOO_MANY(hint=hint, names=extra[1])
    return run.USAGE(hint=hint, why=literally(error.message))


def _missing(path: str, field: str) -> Diagnostic:
    """What is missing, and the whole line as it should be."""
    command = path.rpartition(" ")[2]
    asking = list(asked_by(record(command)))
    like = USED_LIKE(command=" ".join([path, *(one.needed for one in asking if one.needed is not None)]))
    return run.MISSING_ARGUMENT(hint=like, name=next(one.shown for one in asking if one.field.name == field))


def _near(error: Any) -> Message | None:
    params = error.ctx.command.get_params(error.ctx)
    known = [name for param in params for name in param.opts if name.startswith("-")]
    near = get_close_matches(error.option_name, known, n=2)
    return DID_YOU_MEAN(names=tuple(near)) if near else None
