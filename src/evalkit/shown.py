"""A result that shows itself: as text, in a notebook, as a frame or a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evalkit import result as results
from evalkit.diagnostics import Language, Message
from evalkit.diagnostics.message import Fixed, Percent
from evalkit.table import Cell, Table

if TYPE_CHECKING:
    import pandas as pd

HAN = re.compile("[\u3400-\u9fff]")
SHOWN_ROWS = 100
"""How many units a notebook shows of a result."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Tables in a language: text when printed, HTML in a notebook, a frame or a file when asked for."""

    tables: tuple[Table, ...]
    language: Language

    def __str__(self) -> str:
        from shutil import get_terminal_size

        from evalkit.formats.terminal import terminal

        return terminal(self.tables, self.language, width=get_terminal_size().columns, colour=False)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from evalkit.formats.html import fragment

        return fragment(self.tables, self.language)

    def to_frame(self) -> pd.DataFrame:
        """The first table, its columns called by their keys; numbers are floats, a percentage is its fraction."""
        import pandas as pd

        table = self.tables[0]
        rows = [[_plain(cell, self.language) for cell in row] for row in table.rows]
        return pd.DataFrame(rows, columns=[column.key for column in table.columns])

    def write(self, path: str | Path, *, force: bool = False) -> None:
        """Write a file in the format of its suffix: .xlsx, .csv, .json, .md, .html.

        Raises:
            EvalkitError: the file exists and `force` is not given, or it cannot be written.
        """
        from evalkit.formats import format_for
        from evalkit.formats.files import write_files

        target = Path(path)
        made = format_for(target).write(self.tables, self.language)
        write_files({target: made.data}, force=force, inputs=[])


class Result(results.Result):
    """A result that shows itself: its ranking, its gaps and the account of each unit."""

    def ranking(
        self,
        *,
        classes: Sequence[str] = (),
        units: Sequence[str] = (),
        top: int | None = None,
        bottom: int | None = None,
        scope: str | None = None,
        sort: str | None = None,
        columns: Sequence[str] | None = None,
        language: Language | None = None,
    ) -> Shown:
        """The ranking, of all units or of those asked for, with the vetoes that fired or are open, and the lists."""
        from evalkit.views import lists, ranking, vetoes
        from evalkit.views.selection import select

        rows = select(self, classes=classes, units=units, top=top, bottom=bottom, scope=scope, sort=sort)
        more = [*vetoes.tables(self, rows), *lists.tables(self, rows)]
        return self._shown([*ranking.tables(self, rows, columns=columns), *more], language)

    def lists(self, *, language: Language | None = None) -> Shown:
        """Who is on which list, and why."""
        from evalkit.views import lists
        from evalkit.views.selection import select

        return self._shown(lists.tables(self, select(self)), language)

    def gaps(
        self,
        *,
        classes: Sequence[str] = (),
        units: Sequence[str] = (),
        by: Literal["unit", "owner", "indicator"] = "unit",
        owner: str | None = None,
        as_of: date | None = None,
        language: Language | None = None,
    ) -> Shown:
        """What is lost and why, and the shortest way to the next grade."""
        from evalkit.views import gaps
        from evalkit.views.selection import select

        rows = select(self, classes=classes, units=units)
        return self._shown(gaps.tables(self, rows, by=by, as_of=as_of, owner=owner), language)

    def explain(self, unit: str, *, language: Language | None = None) -> Shown:
        """The account of one unit, by its id or name."""
        from evalkit.views import explain
        from evalkit.views.selection import find

        return self._shown(explain.tables(self, find(self, unit)), language)

    def compare(
        self,
        other: results.Result,
        *,
        classes: Sequence[str] = (),
        units: Sequence[str] = (),
        language: Language | None = None,
    ) -> Shown:
        """The result beside that of another scheme on the same data, and who gains and who loses by that one."""
        from evalkit.views import compare
        from evalkit.views.selection import select

        return self._shown(compare.tables(self, other, select(self, classes=classes, units=units)), language)

    def to_frame(self) -> pd.DataFrame:
        """The ranking as a DataFrame, a row a unit in the order of the data, the ids as its index."""
        from evalkit.views.ranking import keys

        frame = self.ranking(sort="data", columns=keys(self)).to_frame()
        return frame.set_index("id")

    def __str__(self) -> str:
        return str(self._best())

    def _repr_html_(self) -> str:
        return self._best()._repr_html_()

    def _best(self) -> Shown:
        """The head of the ranking: a result may have a million units."""
        from evalkit.views import ranking
        from evalkit.views.selection import select

        return self._shown(ranking.tables(self, select(self)[:SHOWN_ROWS]), None)

    def _shown(self, tables: Sequence[Table], language: Language | None) -> Shown:
        """Without a language, that in which the scheme is entitled."""
        own: Language = "zh" if HAN.search(self.plan.scheme.title) else "en"
        return Shown(tuple(tables), language or own)


def _plain(cell: Cell, language: Language) -> str | int | float | None:
    """What a frame holds for a cell: a number, a text, or None where there is nothing."""
    from evalkit.formats.cell import content
    from evalkit.views.cells import NOTHING

    match content(cell):
        case Fixed(value=value) | Percent(value=value):
            return float(value)
        case int() as number:
            return number
        case Message() as message:
            return None if message.words is NOTHING else message.text(language)
        case tuple() as messages:
            return "; ".join(message.text(language) for message in messages)
        case said:
            return said  # a text, or nothing
