"""Arguments -> what is asked: typer reads them, the commands are found in their folder and imported one by one."""

import pkgutil
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, TypeAlias, cast, get_args, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from evalkit import __version__
from evalkit.cli import commands
from evalkit.cli.asking import Asked, Choices
from evalkit.cli.page import command_page, group_page
from evalkit.cli.usage import usage_error
from evalkit.diagnostics import EvalkitError, Language, Words, run
from evalkit.diagnostics.expression import DID_YOU_MEAN

NAME = "evalkit"
HELP_NAMES = {"help_option_names": ["-h", "--help"]}
USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__base__)
"""The base of all mistakes of usage; from 0.26 on typer carries its own click, so it has no one place."""
ABOUT = Words(
    "Score organisational units by official schemes, explain every point, and close the gaps.",
    "按正式考核方案为各单位评分, 逐分说明得失, 列出补差路径。",
)


Meanings: TypeAlias = dict[str, tuple[Words, Choices | None]]
"""Field of a record -> what it means, and what it takes."""


class TextAskedFor(Exception):
    """A help page or the version, on its way to whoever prints."""


def parse(arguments: Sequence[str], language: Language) -> Asked:
    """What the arguments ask for.

    Raises:
        TextAskedFor: with the page to print.
        EvalkitError: R2xx, the arguments cannot be understood.
    """
    application = typer.Typer(rich_markup_mode=None, cls=Group, context_settings={"obj": language, **HELP_NAMES})
    application.callback(invoke_without_command=True)(_root)
    try:
        asked = typer.main.get_command(application).main(list(arguments), prog_name=NAME, standalone_mode=False)
    except USAGE_ERROR as error:
        raise EvalkitError((usage_error(error),)) from None
    return cast("Asked", asked)


def names() -> list[str]:
    """The commands there are; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def _root(
    context: typer.Context,
    lang: Annotated[str | None, typer.Option("--lang"), Words("the language: en or zh", "语言: en 或 zh")] = None,
    version: Annotated[bool, typer.Option("--version"), Words("print the version", "显示版本号")] = False,
) -> None:
    """What stands before a command. `lang` and `version` have been looked at before typer was imported."""
    if version:
        raise TextAskedFor(f"{NAME} {__version__}\n")
    if context.invoked_subcommand is None:
        context.get_help()  # raises


class Group(TyperGroup):
    """All commands, each imported when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return names()

    def get_command(self, ctx: Any, cmd_name: str) -> "Command | None":
        return _command(cmd_name) if cmd_name in names() else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in names() and not args[0].startswith("-"):
            near = get_close_matches(args[0], names())
            hint = DID_YOU_MEAN(names=tuple(near)) if near else None
            raise EvalkitError((run.NO_COMMAND(hint=hint, name=args[0], commands=tuple(names())),))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        abouts = {name: _command(name).record.ABOUT for name in names()}
        raise TextAskedFor(group_page(NAME, ABOUT, abouts, self.get_params(ctx), meanings(_root), ctx.obj))


class Command(TyperCommand):
    """One command; its arguments become the record that its module calls `Command`."""

    record: type[Asked]

    def invoke(self, ctx: Any) -> Any:
        asked = super().invoke(ctx)
        options = {param.name: max(param.opts, key=len) for param in self.params}
        wrong = [
            run.BAD_CHOICE(option=options[name], value=value, choices=choices.options)
            for name, (_, choices) in meanings(self.record).items()
            if choices is not None
            for value in _given(getattr(asked, name))
            if value not in choices.options
        ]
        if wrong:
            raise EvalkitError(tuple(wrong))
        return asked

    def format_help(self, ctx: Any, formatter: Any) -> None:
        page = command_page(ctx.command_path, self.record, self.get_params(ctx), meanings(self.record), ctx.obj)
        raise TextAskedFor(page)


def _given(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _command(name: str) -> Command:
    record: type[Asked] = import_module(f"{commands.__name__}.{name}").Command
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command(name, cls=Command, context_settings=HELP_NAMES)(record)
    command = cast("Command", typer.main.get_command(alone))
    command.record = record
    return command


def meanings(asked: Any) -> Meanings:
    """What the annotations of a record or a function say."""
    found: Meanings = {}
    for name, hint in get_type_hints(asked, include_extras=True).items():
        extras = get_args(hint)[1:]
        words = next((extra for extra in extras if isinstance(extra, Words)), None)
        if words is not None:
            found[name] = (words, next((extra for extra in extras if isinstance(extra, Choices)), None))
    return found
