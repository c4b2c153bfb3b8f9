"""What a command is asked, as a record: its fields are the arguments and options, its `run` does the work.

How a field is typed in, and what it means, stands in its annotation, so that help pages need nothing but the record.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields
from inspect import get_annotations
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeAlias, get_args

from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import Words

SHOWN = 20
"""How many findings of each severity are shown, unless all are asked for."""
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Argument:
    """A field that is given by its place."""

    metavar: str
    meaning: Words


@dataclass(frozen=True, slots=True)
class Option:
    """A field that is given by name."""

    spelling: str
    """`-o --output`."""
    meaning: Words
    metavar: str = ""
    """How its value is called; none for a flag."""
    choices: tuple[str, ...] = ()
    """What it takes, where that is all that it takes."""

    @property
    def names(self) -> list[str]:
        """`-o` and `--output`, the long one last."""
        return self.spelling.split()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What every command is asked. A command is a subclass called `Command` in a module of its own."""

    ABOUT: ClassVar[Words]
    """What the command does; the first sentence stands in the list of commands."""
    EXAMPLES: ClassVar[tuple[str, ...]] = ()

    quiet: Annotated[bool, Option("-q --quiet", Words("tell no notes", "不显示说明"))] = False
    verbose: Annotated[
        bool,
        Option("-v --verbose", Words("tell everything, each tidied cell too", "显示全部信息, 包括每个整理过的单元格")),
    ] = False
    lang: Annotated[
        str | None,
        Option(
            "--lang", Words("the language; else that of the locale", "语言; 默认随系统区域设置"), choices=("en", "zh")
        ),
    ] = None

    @property
    def limit(self) -> int:
        """How many findings of each severity are shown."""
        return ALL if self.verbose else SHOWN

    def read(self) -> list[Path]:
        """Every file that is named to be read, and so is never written."""
        return []

    def run(self, console: Console) -> Exit:
        """Do what is asked."""
        raise NotImplementedError


Way: TypeAlias = Argument | Option


@dataclass(frozen=True, slots=True)
class Asking:
    """A field of a record, and how it is typed in."""

    field: Field[Any]
    type: Any
    way: Way

    @property
    def required(self) -> bool:
        return self.field.default is MISSING and self.field.default_factory is MISSING

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return getattr(self.type, "__origin__", None) is list

    @property
    def shown(self) -> str:
        """How help and mistakes call it: `SCHEME`, `DATA…`, `[PATH]`, `--output`."""
        if isinstance(self.way, Option):
            return self.way.names[-1]
        name = self.way.metavar + "…" * self.many
        return name if self.required else f"[{name}]"

    @property
    def needed(self) -> str | None:
        """How it is typed in where a command is shown with what it needs; None for an option that it can do without."""
        if isinstance(self.way, Option):
            return f"{self.way.names[0]} {self.way.metavar}" if self.required else None
        return self.shown


def asked_by(record: type[Asked]) -> Iterator[Asking]:
    """The fields of a record: arguments in their order; options with what is special to the command first."""
    declared = {field.name: field for field in fields(record)}
    asking = [Asking(declared[name], *_taken_apart(hint)) for name, hint in _hints(record).items() if name in declared]
    places = list(declared)
    yield from sorted(
        (one for one in asking if isinstance(one.way, Argument)), key=lambda one: places.index(one.field.name)
    )
    yield from (one for one in asking if isinstance(one.way, Option))


def _hints(record: type[Asked]) -> dict[str, Any]:
    """The annotations of a record before those of its bases."""
    found: dict[str, Any] = {}
    for cls in record.__mro__:
        for name, hint in get_annotations(cls).items():
            found.setdefault(name, hint)
    return found


def _taken_apart(hint: Any) -> tuple[Any, Way]:
    kind, way = get_args(hint)
    return kind, way
