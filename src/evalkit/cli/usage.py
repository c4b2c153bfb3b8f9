"""What typer finds wrong with the arguments, as diagnostics in both languages."""

from difflib import get_close_matches
from typing import Any

from evalkit.cli.page import shown_argument
from evalkit.diagnostics import Diagnostic, Message, Words, literally, run
from evalkit.diagnostics.expression import DID_YOU_MEAN

SEE_HELP = Words("{command} --help shows how it is used", "用 {command} --help 查看用法")
USED_LIKE = Words("type {command}; --help shows more", "用法为 {command}; 详见 --help")
A_NUMBER = Words("it takes a whole number from 1", "须为不小于 1 的整数")


def usage_error(error: Any) -> Diagnostic:
    """The diagnostic for an exception of typer; its class is known by name, since its module has moved."""
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "evalkit"
    hint = SEE_HELP(command=path)
    match type(error).__name__:
        case "MissingParameter":
            arguments = [_shown(param) for param in error.ctx.command.params if param.param_type_name == "argument"]
            like = USED_LIKE(command=" ".join([path, *arguments]))
            return run.MISSING_ARGUMENT(hint=like, name=_shown(error.param))
        case "NoSuchOption":
            return run.NO_OPTION(hint=_near(error) or hint, name=error.option_name)
        case "BadOptionUsage":
            return run.OPTION_VALUE(hint=hint, name=error.option_name)
        case "BadParameter":  # all else that typer could refuse is a text or a path
            return run.BAD_VALUE(hint=hint, name=_shown(error.param), why=A_NUMBER())
    return run.USAGE(hint=hint, why=literally(error.message))


def _shown(param: Any) -> str:
    return shown_argument(param) if param.param_type_name == "argument" else max(param.opts, key=len)


def _near(error: Any) -> Message | None:
    known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts if name.startswith("-")]
    near = get_close_matches(error.option_name, known, n=2)
    return DID_YOU_MEAN(names=tuple(near)) if near else None
