"""Every diagnostic of the catalogue, parts E and S, has a folder here that causes it, and says exactly this."""

import pytest
from record import CATALOGUE, HERE, LANGUAGES, expected, folder, found, text

from evalkit.diagnostics import Kind


def test_folders_and_catalogue_are_equal():
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] in "ES"}
    assert folders == {folder(kind).name for kind in CATALOGUE}


def test_codes_and_slugs_are_given_once():
    assert len({kind.code for kind in CATALOGUE}) == len({kind.slug for kind in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.slug)
def test_the_scheme_causes_this_and_nothing_else(kind: Kind):
    assert [d.kind.slug for d in found(folder(kind))] == [kind.slug]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.slug)
def test_the_text_is_as_recorded(kind: Kind, language):
    assert text(folder(kind), language) == expected(folder(kind), language).read_text("utf-8")


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.slug)
def test_it_shows_the_place(kind: Kind):
    [diagnostic] = found(folder(kind))
    assert diagnostic.place is not None
    if kind.slug not in ("no-file", "not-utf8"):  # there is no line to show
        assert diagnostic.place.column is not None
        assert diagnostic.place.excerpt
