"""Why a cell cannot be read, before it is known whose cell it is."""

from __future__ import annotations

from evalkit.diagnostics import Kind, Message
from evalkit.diagnostics.message import Value


class CellError(Exception):
    """A text that is not what its input asks for. The place and the unit are added by whoever knows them."""

    def __init__(self, kind: Kind, *, hint: Message | None = None, **values: Value) -> None:
        self.kind = kind
        self.hint = hint
        self.values = values
        super().__init__(kind.slug)
