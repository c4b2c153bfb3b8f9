"""A terminal of 20 columns, or none: every cell of every view is there, and whole."""

import re
from collections import Counter

import pytest
from documented import documented
from rich.cells import cell_len
from running import run

from evalkit.formats import terminal as terminals
from evalkit.formats.cell import lines
from evalkit.formats.wrap import pieces

VIEWS = (
    "score {0} --sort data",
    "score {0} --columns unit,score,next",
    "gaps {0}",
    "gaps {0} --by owner",
    "gaps {0} --by indicator",
    "explain {0} 001",
    "compare zh.yaml {0}",
)
LONG = "北门街道便民服务中心暨社会治理综合服务（分）中心、党群服务中心"
PLAIN = {"TERM": "dumb", "NO_COLOR": "1"}


@pytest.fixture
def shown(folder, monkeypatch):
    """Every table that is shown, as `(table, language)`; the units have long names."""
    data = folder / "zh.csv"
    data.write_text(data.read_text("utf-8").replace("中心,", f"中心{LONG},"), "utf-8")
    tables, real = [], terminals.terminal

    def terminal(given, language, **options):
        tables.extend((table, language) for table in given)
        return real(given, language, **options)

    monkeypatch.setattr(terminals, "terminal", terminal)
    return tables


def signs(texts):
    """How often each sign stands in some texts, blanks aside; cells that are broken over lines stand side by side."""
    return Counter(re.sub(r"\s", "", "".join(texts)))


@documented("a terminal of 20 columns, or a plain one (`TERM=dumb`, `NO_COLOR`)", "0",
            "no cell is lost or cut: what does not fit as a table is a list")  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("columns", [20, 40])
def test_no_cell_is_lost(shown, view, language, columns):
    command = view.format("zh.yaml zh.csv").split()
    ended = run(*command, "--lang", language, COLUMNS=str(columns), **PLAIN)
    out = ended.out.decode()
    assert ended.code == 0
    assert shown
    cells = [text for table, spoken in shown for row in table.rows for cell in row for text in lines(cell, spoken)]
    assert signs(cells) <= signs([out])
    too_long = [line for line in out.splitlines() if cell_len(line) > columns]
    assert all(len(pieces(line.strip())) == 1 for line in too_long)  # only what cannot be broken
    assert b"\x1b" not in ended.out
    return ended.code


@pytest.mark.parametrize("arguments", [(), ("score",), ("gaps",), ("explain",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_says_the_same_on_20_columns(folder, arguments, language):
    wide, narrow = (run(*arguments, "--help", "--lang", language, COLUMNS=str(columns)) for columns in (1000, 20))
    assert signs([wide.out.decode()]) == signs([narrow.out.decode()])


@documented("`COLUMNS` is no width", "0", "as wide as the terminal, or as needed")
@pytest.mark.parametrize("columns", ["", "0", "-3", "20.5", "²", "wide", "9" * 30])
def test_a_width_that_is_none(folder, columns):
    ended = run("score", "zh.yaml", "zh.csv", "--lang", "zh", COLUMNS=columns)
    assert ended.err == ""
    assert "距上一等次" in ended.out.decode()
    return ended.code
