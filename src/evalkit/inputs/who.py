"""Who the units are: name, class and unit above, from every table that tells, and told where two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, joins
from evalkit.expression.data import Array
from evalkit.inputs.placed import Placed
from evalkit.inputs.tidy import cut


def who(heading: str, part: str, tables: Sequence[Placed], problems: Problems) -> list[str] | None:
    """Name, class or parent of every unit, from the first table that has it; classes and parents must agree."""
    telling = [placed for placed in tables if part in placed.table.who]
    if not telling:
        return None
    texts = telling[0].texts(part)
    teller = np.where(telling[0].present, 0, -1)
    for number, placed in enumerate(telling[1:], start=1):
        here = placed.texts(part)
        if part != "name":
            both = np.flatnonzero(placed.present & (teller >= 0)).tolist()
            differing = [unit for unit in both if texts[unit] != here[unit]]
            problems.found.extend(_differing(heading, part, differing, telling, teller, number))
        fresh = np.flatnonzero(placed.present & (teller < 0)).tolist()
        if fresh:
            texts = list(texts)
        for unit in fresh:
            texts[unit], teller[unit] = here[unit], number
    return texts


def _differing(
    heading: str, part: str, units: Sequence[int], telling: Sequence[Placed], teller: Array, number: int
) -> Iterator[Diagnostic]:
    for unit in units:
        first, second = telling[int(teller[unit])], telling[number]
        cells = [placed.cell(unit, placed.table.layout.who[part]) for placed in (first, second)]
        texts = [cut(placed.table.who[part][int(placed.rows[unit])]) or "—" for placed in (first, second)]
        called = cut(first.table.who["id"][int(first.rows[unit])])
        yield joins.DIFFERS(cells[1], others=(cells[0],), unit=called, heading=heading, first=texts[0],
                            second=texts[1], file=first.called)  # fmt: skip
