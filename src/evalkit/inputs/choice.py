"""What the caller says about a file, so that nothing need be found out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How a file is to be read."""

    sheet: str | None = None
    encoding: str | None = None
    header_row: tuple[int, int] | None = None
    """The first and the last row of the heading, as the file counts them."""
    of_earlier: bool = False
    """A sheet is meant only where there is one of that name: the one of the year before may be called otherwise."""
    footer: int = 0
    """Rows at the end that are no units; blank ones do not count."""
    fill_merged: bool = False
    """Whether the value of merged cells is that of each of them."""
    turned: bool = False
    """Whether its headings stand in a column; else that is found out. Rows, in what is said of them, are columns."""

    def of_records(self, sheet: str | None) -> Choice:
        """What of this holds for a table of records in a sheet: what is said of rows is said of those of the units."""
        return Choice(sheet=sheet, encoding=self.encoding, fill_merged=self.fill_merged)
