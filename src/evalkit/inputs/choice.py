"""What the caller says about a file, so that nothing need be found out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.scheme.sources import DataSource, LongTable


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
    long: LongTable | None = None
    """Which columns name the inputs and hold their values, where each has a row of its own; else that is found out."""
    turned: bool = False
    """Whether its headings stand in a column; else that is found out. Rows, in what is said of them, are columns."""

    def or_of(self, source: DataSource | None) -> Choice:
        """The same, and what a source says of its files where the caller says nothing."""
        if source is None:
            return self
        return replace(
            self,
            encoding=self.encoding or source.encoding,
            header_row=self.header_row or source.header_row,
            footer=self.footer or source.footer or 0,
            fill_merged=self.fill_merged or source.fill_merged,
            long=self.long or source.long,
            turned=self.turned or source.turned,
        )

    def of_records(self, sheet: str | None) -> Choice:
        """What of this holds for a table of records in a sheet: what is said of rows is said of those of the units."""
        return Choice(sheet=sheet, encoding=self.encoding, fill_merged=self.fill_merged)
