"""Tables for a terminal: aligned columns where they fit, a list of `heading: value` where they do not.

The columns are laid out here and not by `rich.table`, which cuts what does not fit and reads markup:
here no number or id is ever cut, broken or coloured by its own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from evalkit.diagnostics.message import Language, Message, Words
from evalkit.formats.cell import content, lines, tone
from evalkit.formats.fitting import fitted
from evalkit.formats.paint import paint
from evalkit.formats.safe import safe
from evalkit.formats.tree import STEP, guides
from evalkit.formats.wrap import balanced, narrowest, wrap
from evalkit.table import Cell, Table, Tone

GAP = "  "
"""What stands between two columns."""
LONG = 20
"""A text from outside stays on one line up to this many cells; a longer one is broken like a sentence."""
SPARING = 60
"""Narrower tables would be of little but what is left out: every column is shown, in a list."""
NARROW = 12
"""A column of sentences is not made narrower than this: shorter lines cannot be read."""
NARROW_HEADING = 8
"""The same for a heading; four Chinese characters stay together."""

COLOURS = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.WARNING: "yellow", Tone.BAD: "red", Tone.FAINT: "dim"}

NO_ROWS = Words("(none)", "（无）")
FIELD = Words("{heading}: ", "{heading}：")


def terminal(tables: Sequence[Table], language: Language, *, width: int, colour: bool) -> str:
    """The tables one below the other, ending in a line end.

    Args:
        tables: what to show.
        language: of the headings and messages.
        width: cells in a line; give a very large one where the output is no terminal.
        colour: whether to colour what has a tone.
    """
    return "\n".join(
        "".join(line.rstrip() + "\n" for line in _layout(table, language, width, colour=colour).lines())
        for table in tables
    )


def _layout(table: Table, language: Language, width: int, *, colour: bool) -> _Layout:
    def fits(candidate: Table) -> bool:
        return _Layout(candidate, [], language, width, colour).fits()

    return _Layout(*fitted(table, language, fits, sparing=width >= SPARING), language, width, colour)


@dataclass(frozen=True, slots=True)
class _Layout:
    """One table on its way to a terminal."""

    table: Table
    sections: Sequence[str]
    """The section of each row; none where the table has no sections."""
    language: Language
    width: int
    colour: bool

    def lines(self) -> Iterator[str]:
        title = safe(self.table.title.text(self.language))
        yield from (self._paint(line, "bold") for line in wrap(title, self.width))
        yield ""
        headings, rows, guide = self._texts()
        widths = self._widths(headings, rows, guide)
        yield from self._as_list(headings, rows) if widths is None else self._as_table(headings, rows, guide, widths)
        if not rows:
            yield NO_ROWS().text(self.language)
        yield from self._notes()

    def fits(self) -> bool:
        """Whether the columns can stand side by side."""
        return self._widths(*self._texts()) is not None

    def _texts(self) -> tuple[list[str], list[list[list[str]]], list[tuple[str, str]]]:
        """The headings, the lines of every cell, and what leads to each row of a tree."""
        rows = [[lines(cell, self.language) for cell in row] for row in self.table.rows]
        guide = guides(self.table.indent) if self.table.indent else [("", "")] * len(rows)
        return [safe(column.heading.text(self.language)) for column in self.table.columns], rows, guide

    def _widths(
        self, headings: list[str], rows: list[list[list[str]]], guide: list[tuple[str, str]]
    ) -> list[int] | None:
        """The width of each column, or None where they cannot stand side by side."""
        wanted = [cell_len(heading) for heading in headings]
        needed = [max(narrowest(heading), min(cell_len(heading), NARROW_HEADING)) for heading in headings]
        for cells, row, (prefix, _) in zip(self.table.rows, rows, guide, strict=True):
            for at, (cell, texts) in enumerate(zip(cells, row, strict=True)):
                lead = len(prefix) if at == 0 else 0
                for text in texts:
                    full = cell_len(text)
                    wanted[at] = max(wanted[at], lead + full)
                    needed[at] = max(needed[at], lead + (_least(text, full) if _breaks(cell, full) else full))
        room = self.width - len(GAP) * (len(headings) - 1)
        return _share(wanted, needed, room)

    def _as_table(
        self,
        headings: list[str],
        rows: list[list[list[str]]],
        guide: list[tuple[str, str]],
        widths: list[int],
    ) -> Iterator[str]:
        plain = [Tone.PLAIN] * len(widths)
        wrapped = [balanced(heading, width) for heading, width in zip(headings, widths, strict=True)]
        depth = max(map(len, wrapped), default=1)
        # Headings of different heights stand on the rule, not on the ceiling.
        standing = [[""] * (depth - len(texts)) + texts for texts in wrapped]
        yield from (self._paint(line, "bold") for line in self._row(standing, plain, ("", ""), widths))
        yield self._paint("─" * (sum(widths) + len(GAP) * (len(widths) - 1)), "dim")
        for number, (cells, row, lead) in enumerate(zip(self.table.rows, rows, guide, strict=True)):
            if self.sections and (number == 0 or self.sections[number] != self.sections[number - 1]):
                yield from [""] if number else []
                yield from (self._paint(line, "bold") for line in wrap(self.sections[number], self.width))
            folded = [
                [part for text in texts for part in wrap(text, width - (len(lead[0]) if at == 0 else 0))]
                for at, (texts, width) in enumerate(zip(row, widths, strict=True))
            ]
            yield from self._row(folded, [tone(cell) for cell in cells], lead, widths)

    def _row(
        self, cells: list[list[str]], tones: list[Tone], lead: tuple[str, str], widths: list[int]
    ) -> Iterator[str]:
        """The lines of one row, every cell padded to its column."""
        for number in range(max(1, *map(len, cells))):
            line = []
            for at, (texts, width) in enumerate(zip(cells, widths, strict=True)):
                prefix = lead[min(number, 1)] if at == 0 else ""
                text = texts[number] if number < len(texts) else ""
                padding = " " * (width - len(prefix) - cell_len(text))
                painted = self._paint(text, COLOURS[tones[at]])
                prefix = self._paint(prefix, "dim")
                numeric = self.table.columns[at].numeric
                line.append(prefix + (padding + painted if numeric else painted + padding))
            yield GAP.join(line)

    def _as_list(self, headings: list[str], rows: list[list[list[str]]]) -> Iterator[str]:
        """Every row as a block of its own; an empty cell has nothing to say and is left out."""
        depths = self.table.indent or [0] * len(rows)
        for number, (cells, row, depth) in enumerate(zip(self.table.rows, rows, depths, strict=True)):
            if number:
                yield ""
            for heading, cell, texts in zip(headings, cells, row, strict=True):
                if texts:
                    yield from self._field(heading, texts, tone(cell), " " * STEP * depth)

    def _field(self, heading: str, texts: list[str], tone: Tone, indent: str) -> Iterator[str]:
        head = FIELD(heading=heading).text(self.language) if heading else ""
        if len(texts) == 1 and cell_len(indent + head + texts[0]) <= self.width:
            yield indent + self._paint(head, "dim") + self._paint(texts[0], COLOURS[tone])
            return
        if head:
            yield indent + self._paint(head.rstrip(), "dim")
            indent += GAP
        for text in texts:
            for part in wrap(text, self.width - len(indent)):
                yield indent + self._paint(part, COLOURS[tone])

    def _notes(self) -> Iterator[str]:
        if self.table.notes:
            yield ""
        for note in self.table.notes:
            yield from wrap(safe(note.text(self.language)), self.width)

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, colour=self.colour)


def _breaks(cell: Cell, width: int) -> bool:
    """Whether a cell may be broken over lines: a sentence may, a name or an id only where it is very long."""
    said = content(cell)
    return isinstance(said, Message | tuple) or (isinstance(said, str) and width > LONG)


def _least(text: str, full: int) -> int:
    return max(narrowest(text), min(full, NARROW))


def _share(wanted: list[int], needed: list[int], room: int) -> list[int] | None:
    """`wanted` if it fits the room, else what is over the `needed` shared out in proportion, or None."""
    over = room - sum(needed)
    if over < 0:
        return None
    missing = sum(wanted) - sum(needed)
    if over >= missing:
        return wanted
    return [least + over * (most - least) // missing for most, least in zip(wanted, needed, strict=True)]
