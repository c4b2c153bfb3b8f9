"""Arguments -> what is asked. The only module that knows typer: it reads the arguments and completes them."""

from collections.abc import Callable, Sequence
from dataclasses import MISSING
from difflib import get_close_matches
from inspect import Parameter, Signature
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

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


class Group(TyperGroup):
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
    alone.command(name, context_settings=SETTINGS, help=asked.ABOUT().text(language))(make)
    return typer.main.get_command(alone)


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
