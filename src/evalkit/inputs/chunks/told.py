"""What is found in the chunks of a file, told as if it had been found at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from evalkit.diagnostics import Diagnostic, Kind, Message, Problems, Severity, data
from evalkit.inputs.findings import MOST_CELLS


class Told:
    """The findings of all chunks so far: what is counted is one finding, with the place where it was found first."""

    def __init__(self, problems: Problems) -> None:
        self._found = problems.found
        self._counted: dict[tuple[Kind, object, object], int] = {}
        """What is counted, by the heading or the letters of its column -> its place in `problems`."""
        self._cells: Counter[object] = Counter()

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Take what was found in the next chunk."""
        for one in map(self._cut_short, found):
            values = one.message.values
            key = one.kind, values.get("heading"), values.get("column", values.get("columns"))
            count = values.get("count")
            if not isinstance(count, int):
                self._found.append(one)
            elif key not in self._counted:
                self._counted[key] = len(self._found)
                self._found.append(replace(one, each=()))  # they would hold on to the rows of the chunk
            elif one.kind is not data.BLANK_COLUMNS:
                self._count(self._counted[key], count)

    def _count(self, place: int, more: int) -> None:
        before = self._found[place]
        values = before.message.values
        count = more + int(str(values["count"]))
        self._found[place] = replace(before, message=Message(before.message.words, {**values, "count": count}))

    def _cut_short(self, one: Diagnostic) -> Diagnostic:
        """A cell that cannot be read as one of many, where enough of its column were told."""
        heading = one.message.values.get("heading")
        if one.severity is not Severity.ERROR or heading is None or one.kind is data.MORE_CELLS:
            return one
        self._cells[heading] += 1
        if self._cells[heading] <= MOST_CELLS:
            return one
        return data.MORE_CELLS(one.place, heading=heading, count=1)
