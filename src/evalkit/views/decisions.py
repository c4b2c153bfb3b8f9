"""What people decided about a unit: who, when and why."""

from __future__ import annotations

from evalkit.diagnostics import Message, Words
from evalkit.result import Result
from evalkit.scheme.decisions import Decision

SAID = Words("{heading}: {text}", "{heading}: {text}")


def told(result: Result, row: int, decision: Decision | None) -> tuple[Message, ...]:
    """The cells of a decision under their headings; nothing where there is none."""
    headings = decision.headings if decision is not None else ()
    cells = {heading: result.units.attributes[heading].exact(row, heading) for heading in headings}
    return tuple(SAID(heading=heading, text=text) for heading, text in cells.items() if isinstance(text, str))
