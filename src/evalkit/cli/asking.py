"""What a command is asked, as a record: its fields are the arguments and options, its `run` does the work."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import Words

SHOWN = 20
"""How many findings of each severity are shown, unless all are asked for."""
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What an option takes; stands in the annotation of a field. It is checked here and not by typer, in one wording."""

    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What every command is asked. A command is a subclass called `Command` in a module of its own."""

    ABOUT: ClassVar[Words]
    """What the command does; the first sentence stands in the list of commands."""
    EXAMPLES: ClassVar[tuple[str, ...]] = ()

    quiet: Annotated[bool, typer.Option("-q", "--quiet"), Words("tell no notes", "不显示说明")] = False
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose"), Words("tell everything, each tidied cell too", "显示全部信息, 包括每个整理过的单元格")
    ] = False
    lang: Annotated[
        str | None, typer.Option("--lang"), Choices(("en", "zh")), Words("the language; else that of the locale", "语言; 默认随系统区域设置")
    ] = None

    @property
    def limit(self) -> int:
        """How many findings of each severity are shown."""
        return ALL if self.verbose else SHOWN

    def run(self, console: Console) -> Exit:
        """Do what is asked."""
        raise NotImplementedError
