"""What the caller says about a file, so that nothing need be found out."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.inputs.tidy import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """How a file is to be read."""

    sheet: str | None = None
    encoding: str | None = None
    id_heading: str | None = None
    """What the row of the headings holds, and the titles above it do not."""
    of_earlier: bool = False
    """A sheet is meant only where there is one of that name: the one of the year before may be called otherwise."""
    footer: int = 0
    """Rows at the end that are no units; blank ones do not count."""
    fill_merged: bool = False
    """Whether the value of merged cells is that of each of them."""

    def is_id(self, heading: str) -> bool:
        """Whether this is the heading of the ids."""
        return self.id_heading is not None and fold(heading) == fold(self.id_heading)
