"""Writes texts into the cells of a workbook, so that none of them can become a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from evalkit.formats.safe import could_run, safe
from evalkit.formats.sheet_name import cut

LONGEST_TEXT = 32_767
"""What Excel takes in one cell, in UTF-16 units."""
MADE = datetime(2000, 1, 1)
"""The date in every workbook: the same tables give the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass
class Pen:
    """Writes into one workbook."""

    workbook: Any
    quoted: int = 0
    """How many texts a spreadsheet would have run as formulas, had they not been marked as text."""
    looks: dict[frozenset[tuple[str, object]], Any] = field(default_factory=dict)

    def text(self, sheet: Any, line: int, at: int, raw: Sequence[str], look: dict[str, object]) -> int:
        """Write the lines of a cell; gives the width that they would like, in Latin characters."""
        shown = list(map(safe, raw))
        text = cut("\n".join(shown), LONGEST_TEXT)
        if could_run("\n".join(raw)):
            # What Excel itself notes when somebody types ' before a text: it stays one when it is edited.
            look["quote_prefix"] = True
            self.quoted += 1
        if text.startswith("<r>") and text.endswith("</r>"):
            # xlsxwriter takes this for a rich text of its own and does not escape it; so make it one.
            sheet.write_rich_string(line, at, text[0], text[1], text[2:], self.look(look))
        else:
            sheet.write_string(line, at, text, self.look(look))
        return max(map(cell_len, shown), default=0)

    def look(self, look: dict[str, object]) -> Any:
        """The format for `look`: one object for all cells that look alike."""
        key = frozenset(look.items())
        if key not in self.looks:
            self.looks[key] = self.workbook.add_format(look)
        return self.looks[key]
