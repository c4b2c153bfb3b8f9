"""A scheme -> the workbook that is filled in: a page for each owner, and one for each table of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from evalkit.diagnostics import EvalkitError, Message, run
from evalkit.diagnostics.message import literally
from evalkit.inputs.made_from import mark_of_owner, mark_of_records
from evalkit.scheme import Scheme
from evalkit.template import words
from evalkit.template.asked import Owned, asked
from evalkit.template.model import Book, Page
from evalkit.template.notes import notes
from evalkit.template.records import records_pages
from evalkit.template.who import Who, schemes, who_of


@dataclass(frozen=True)
class Template:
    """What a scheme collects, ready to be cut into workbooks."""

    scheme: Scheme
    units: Sequence[Mapping[str, str]] = ()
    """Those of a roster, heading -> text; without them the codes are filled in too."""
    made_from: Message | None = None
    """The scheme file, its version and hash."""

    @cached_property
    def owners(self) -> list[str | None]:
        """Those who are asked for something; None, where nobody answers for some of it, stands first."""
        found = dict.fromkeys([*self._asked, *(page.owner for page in self._records)])
        return sorted(found, key=lambda owner: owner is not None)

    def whole(self) -> Book:
        """One workbook for all."""
        return self._book(self.owners, None)

    def of(self, owner: str | None) -> Book:
        """What concerns one owner.

        Raises:
            EvalkitError: R304, nobody called so is asked for anything.
        """
        if owner not in self.owners:
            known = tuple(name for name in self.owners if name is not None)
            raise EvalkitError((run.NO_OWNER(name=owner or "", owners=known),))
        return self._book([owner], owner)

    @cached_property
    def _who(self) -> Who:
        return who_of(self.scheme)

    @cached_property
    def _asked(self) -> Owned:
        return asked(self.scheme, self._who.all)

    @cached_property
    def _records(self) -> list[Page]:
        """Where two schemes read the same records, they are one page."""
        ids = [unit[self._who.code.heading] for unit in self.units]
        found: dict[str, Page] = {}
        for page in (p for one in schemes(self.scheme) for p in records_pages(one, self._who, self._title, ids)):
            name = page.names[0].text("en")
            found[name] = page.beside(found[name]) if name in found else page
        return [replace(page, mark=mark_of_records(self.scheme, name)) for name, page in found.items()]

    @property
    def _title(self) -> Message:
        title, period = self.scheme.title, self.scheme.period
        return words.TITLE_OF_PERIOD(scheme=title, period=period) if period else literally(title)

    def _book(self, owners: Sequence[str | None], owner: str | None) -> Book:
        """A workbook has a sheet of units, also where only records are asked for."""
        asked_for = [each for each in owners if each in self._asked] or [*owners, None][:1]
        pages = [self._page(each, first=place == 0) for place, each in enumerate(asked_for)]
        pages += [page for page in self._records if page.owner in owners]
        title = self._title if owner is None else words.OF_OWNER(title=self._title, owner=owner)
        book = Book(title=title, notes=(), pages=tuple(pages))
        return replace(book, notes=tuple(notes(self.scheme, book, self.made_from)))

    def _page(self, owner: str | None, *, first: bool) -> Page:
        """Class, unit above and period stand on every page where they are filled in already, else on the first."""
        who = self._who.all if self.units or first else self._who.short
        period = dict([self._who.period] if self._who.period else [])
        return Page(
            names=(words.GENERAL() if owner is None else literally(owner),),
            title=self._title if owner is None else words.OF_OWNER(title=self._title, owner=owner),
            fields=(*who, *self._asked.get(owner, ())),
            rows=[{**unit, **period} for unit in self.units],
            prefilled=period if first else {},
            owner=owner,
            mark=mark_of_owner(self.scheme, owner),
        )
