"""The sheet in front: how the workbook is filled in, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.diagnostics import Message
from evalkit.scheme import Scheme
from evalkit.template import words
from evalkit.template.model import Book


def notes(scheme: Scheme, book: Book, made_from: Message | None) -> Iterator[Message]:
    """The lines of the sheet, in the order in which somebody wants to know them."""
    if scheme.top.basis:
        yield words.BASIS(basis=scheme.top.basis)
    if scheme.top.owner:
        yield words.RETURN_TO(owner=scheme.top.owner)
    else:
        yield words.RETURN()
    if days := [page.due for page in book.pages if page.due is not None]:
        yield words.FIRST_DUE(due=min(days))
    yield from (line() for line in words.NOTE_LINES)
    if records := tuple(page.names[0] for page in book.pages if page.records):
        yield words.RECORDS_NOTE(records=records)
    if made_from is not None:
        yield made_from
