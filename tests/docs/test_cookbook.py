"""docs/cookbook.md is that of the folders, and has a part for every letter of the list."""

from cookbook import DOCUMENT, PARTS, page
from folders import TITLES


def test_the_page_is_that_of_the_folders():
    assert DOCUMENT.read_text("utf-8") == page(), "run: python tests/docs/cookbook.py"


def test_every_letter_has_its_part():
    assert "".join(PARTS) == "".join(dict.fromkeys(id_[0] for id_ in TITLES))
