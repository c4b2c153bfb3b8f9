"""Arguments -> what is asked. The only module that knows typer: it reads the arguments and completes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from difflib import get_close_matches
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, cast, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from evalkit.cli.asking import Argument, Asked, Asking, asked_by
from evalkit.cli.folder import names, record
from evalkit.cli.general import HELP, NAME
from evalkit.cli.usage import usage_error
from evalkit.diagnostics import EvalkitError, Language, run
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.diagnostics.message import LANGUAGES

USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__base__)
"""The base of all mistakes of usage; typer carries its own click from 0.26 on, so it has no one place."""
SETTINGS = {"help_option_names": HELP.names}


def parse(arguments: Sequence[str], language: Language) -> Asked:
    """What the arguments ask for.

    Raises:
        EvalkitError: R2xx, they cannot be understood.
    """
    application = typer.Typer(rich_markup_mode=None, cls=Group, context_settings={**SETTINGS, "obj": language})
    application.callback()(_before_the_command)
    try:
        asked = typer.main.get_command(application).main(list(arguments), prog_name=NAME, standalone_mode=False)
    except USAGE_ERROR as error:
        raise EvalkitError((usage_error(error),)) from None
    _check_choices(asked)
    return cast("Asked", asked)


def _before_the_command(
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|zh")] = None,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    """Taken here so that they may stand before the command; both have been looked at before."""
    if lang not in (None, *LANGUAGES):
        raise EvalkitError((run.BAD_CHOICE(option="--lang", value=lang or "", choices=LANGUAGES),))


def _from_one(text: str) -> int:
    """A whole number from 1."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


MAKE: dict[Any, Callable[[str], Any]] = {Path: Path, int: _from_one}
"""What makes a value of a text that was typed, where more than the text is wanted."""


class Typed:
    """Makes the values of a command from what was typed: a new typer imports pydantic for it, and that takes as long
    as checking a scheme.
    """

    types: Mapping[str, Any] = MappingProxyType({})

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            kind = self.types.get(param.name)
            make = next((MAKE[known] for known in (kind, *get_args(kind)) if known in MAKE), str)
            param.process_value = partial(_value, param, make)
        return params


def _value(param: Any, make: Callable[[str], Any], ctx: Any, given: Any) -> Any:
    """A value from what was typed; what is missing, and flags that do something at once, are left to typer."""
    try:
        if isinstance(given, str):
            return make(given)
        if given and isinstance(given, list | tuple):
            return [make(text) for text in given]
    except ValueError:
        raise typer.BadParameter("", ctx=ctx, param=param) from None
    return type(param).process_value(param, ctx, given) if given or param.required else given


class Command(Typed, TyperCommand):
    """One command."""


class Group(Typed, TyperGroup):
    """All commands, each imported when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _command(cmd_name, ctx.obj) if cmd_name in names() else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name not in names():
            near = get_close_matches(name, names())
            hint = DID_YOU_MEAN(names=tuple(near)) if near else None
            raise EvalkitError((run.NO_COMMAND(hint=hint, name=name, commands=tuple(names())),))
        return super().resolve_command(ctx, args)


def _command(name: str, language: Language) -> Any:
    """The command of typer that makes the record."""
    asked = record(name)

    def make(**values: Any) -> Asked:
        return asked(**values)

    make.__signature__ = Signature([_parameter(asking, language) for asking in asked_by(asked)])  # type: ignore[attr-defined]
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command(name, cls=Command, context_settings=SETTINGS, help=asked.ABOUT().text(language))(make)
    command: Any = typer.main.get_command(alone)
    command.types = {asking.field.name: asking.type for asking in asked_by(asked)}
    return command


def _parameter(asking: Asking, language: Language) -> Parameter:
    way, field = asking.way, asking.field
    meaning = way.meaning().text(language)
    default = Parameter.empty if field.default is MISSING else field.default
    factory = None if field.default_factory is MISSING else field.default_factory
    if isinstance(way, Argument):
        info = typer.Argument(metavar=way.metavar, help=meaning, default_factory=factory)
    else:
        info = typer.Option(
            *way.names, metavar=way.metavar or None, help=meaning, default_factory=factory,
            autocompletion=_completed(way.choices), min=1 if asking.type == int | None else None,
        )  # fmt: skip
    return Parameter(field.name, Parameter.KEYWORD_ONLY, annotation=Annotated[asking.type, info], default=default)


def _completed(choices: tuple[str, ...]) -> Callable[[], list[str]] | None:
    return (lambda: list(choices)) if choices else None


def _check_choices(asked: Asked) -> None:
    """Raise every option that was given something that it does not take."""
    wrong = []
    for asking in asked_by(type(asked)):
        given = getattr(asked, asking.field.name)
        values = given if isinstance(given, list) else [] if given is None else [given]
        if not isinstance(asking.way, Argument) and asking.way.choices:
            choices = asking.way.choices
            wrong += [
                run.BAD_CHOICE(option=asking.shown, value=value, choices=choices)
                for value in values
                if value not in choices
            ]
    if wrong:
        raise EvalkitError(tuple(wrong))
