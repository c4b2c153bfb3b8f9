import pytest
from running import prepare


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the starter schemes, in which the test runs."""
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
