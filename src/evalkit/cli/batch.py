"""What the commands share that look at many units: which of them, and what makes a batch job fail."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from evalkit.cli.asking import Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.fail_on import CHECKS
from evalkit.cli.scoring import Scoring
from evalkit.diagnostics import Message, Problems, Words, run

if TYPE_CHECKING:
    from evalkit.result import Result

NAMED = 5
"""How many of those that fail are named."""
AND_MORE = Words("{names} …", "{names}……")


@dataclass(frozen=True, kw_only=True)
class Choosing(Scoring):
    """Scores many units and shows some."""

    class_: Annotated[
        list[str], Option("--class", Words("only units of this class", "只看该类别的单位"), metavar="CLASS")
    ] = field(default_factory=list)
    unit: Annotated[
        list[str], Option("--unit", Words("only this unit, by id or name", "只看该单位 (编码或名称)"), metavar="UNIT")
    ] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Batch(Choosing):
    """Scores many units, shows some, and may fail for what it finds."""

    fail_on: Annotated[
        list[str],
        Option(
            "--fail-on",
            Words(
                "exit with 1 if a unit has one: any, or those of --class and --unit",
                "任一单位 (或 --class、--unit 所选单位) 有此情况时退出码为 1",
            ),
            choices=tuple(CHECKS),
        ),
    ] = field(default_factory=list)

    def verdict(self, result: "Result", problems: Problems, console: Console) -> Exit:
        """Whether there is something that `--fail-on` names, in the units of the classes and units asked for."""
        from evalkit.views.selection import select

        rows = select(result, classes=self.class_, units=self.unit)
        found = {what: CHECKS[what](result, rows, problems) for what in dict.fromkeys(self.fail_on)}
        failed = [
            run.FAILED_ON(what=what, count=len(names), names=_short(names)) for what, names in found.items() if names
        ]
        console.tell(failed)
        return Exit.FINDINGS if failed else Exit.CLEAN


def _short(names: list[str]) -> Message | tuple[str, ...]:
    shown = tuple(names[:NAMED])
    return AND_MORE(names=shown) if len(names) > NAMED else shown
