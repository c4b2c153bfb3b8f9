import pytest
from files_page import DOCUMENT, page
from sheets import MISSING


@pytest.mark.skipif(bool(MISSING), reason="cases are left out: an extra is not installed")
def test_the_page_is_that_of_the_cases():
    assert DOCUMENT.read_text("utf-8") == page(), "run: python tests/files/files_page.py"
