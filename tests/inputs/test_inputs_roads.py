"""The fast road and the grammar of cells give the same values, bit for bit, and tell the same."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemes_by_hand import scheme_of

from evalkit.diagnostics import Problems
from evalkit.inputs.block import ListBlock
from evalkit.inputs.choice import Choice
from evalkit.inputs.form import units_form
from evalkit.inputs.readers.csv import CsvGrid, open_book
from evalkit.inputs.report import tell
from evalkit.inputs.shapes.heading import headed
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.table import TableReader
from evalkit.inputs.text import pieces

SCHEME = scheme_of({"个": "count", "数": "number", "率": "percent", "比": "ratio", "级": "level"})

digits = st.text("0123456789", min_size=1, max_size=17)
spelled = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "", "", "-", "+", " ", "０"]),
    digits,
    st.sampled_from(["", "."]),
    st.one_of(st.just(""), digits),
    st.sampled_from(["", "", "", " ", "e3", "E-2", "%", "\t"]),
)
short = st.decimals(0, 100_000, places=2).map(str)
strange = st.sampled_from(
    ["", "—", "未报", "不涉及", "inf", "-inf", "nan", "NaN", "NA", "null", "True", "0x10", "1_000", "１２", ".", "-",
     "+", "无", "1e400", "#N/A", "\u00a05", "5\u200b", "- 5", "1 2", "-0", "0.1e", "Infinity", "9007199254740993",
     "1:2", "0" * 20, "0.94500000000000001", "0.9450000000000000000", "100000000000000.5", "123456789012345",
     "0.000000000000000000001"],
)  # fmt: skip
cells = st.one_of(short, short, spelled, strange)
rows = st.lists(st.tuples(cells, cells, cells, cells, st.sampled_from(["", "优", "差", "1"])), min_size=1, max_size=12)


class SlowGrid(CsvGrid):
    """The same file, every cell a text."""

    def blocks(self, part):
        table = list(csv.reader(io.StringIO(self._head)))[1:]
        yield ListBlock(range(2, len(table) + 2), table)


def outcome(text: str, *, slow: bool):
    problems = Problems()
    grid = open_book(Path("x.csv"), text.encode(), None, problems).grid(None)
    form = units_form(SCHEME)
    sheet = headed(SlowGrid(**vars(grid)) if slow else grid, Choice(), form, problems)
    table = TableReader(form, sheet, lay_out(form, sheet, problems), problems).read()
    tell(table, [table], problems)
    columns = [
        (name, column.values.tobytes(), column.decimals, column.labels, dict(column.states))
        for name, column in table.columns.items()
    ]
    return columns, table.who, [(str(p.place), p.kind.code, p.message.text("zh")) for p in problems]


def check_same(table, **dialect):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", **dialect)
    writer.writerow(["编码", *SCHEME.inputs])
    writer.writerows([f"u{number}", *row] for number, row in enumerate(table))
    fast = outcome(text.getvalue(), slow=False)
    assert fast == outcome(text.getvalue(), slow=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evalkit.inputs.cells.reading.plain_numbers", lambda texts: {})
        assert fast == outcome(text.getvalue(), slow=True)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows)
def test_both_roads_give_the_same(table):
    check_same(table)


@settings(max_examples=50, deadline=None)
@given(rows)
def test_quotes_change_nothing(table):
    check_same(table, quoting=csv.QUOTE_ALL)


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(1, 60), st.booleans())
def test_the_size_of_pieces_changes_nothing(table, size, quoted):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evalkit.inputs.readers.csv.SIZE", size)
        check_same(table, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)


@pytest.mark.parametrize("cell", ["True", "FALSE", "1e3", "1.E3"])
def test_a_column_of_nothing_but_what_pandas_takes_for_numbers(cell):
    check_same([(cell, cell, cell, cell, "优")] * 3)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 16))
def test_a_percent_is_divided_as_a_decimal(mantissa, decimals):
    digits = f"{abs(mantissa):0{decimals + 1}}"
    text = ("-" if mantissa < 0 else "") + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
    columns, _, _ = outcome(f"编码,率\nu,{text}\n", slow=False)
    found = np.frombuffer(columns[0][1])[0]
    assert found == (mantissa / 10 ** (decimals + 2)) or np.isnan(found)


def test_a_late_word_costs_only_its_column(monkeypatch):
    """A piece with 未报 is read again; from then on the word is known in that column."""
    from evalkit.inputs.text import regular

    calls = []
    read = regular._read

    def counted(content, separator, types, blanks, *, low_memory):
        calls.append(list(types))
        return read(content, separator, types, blanks, low_memory=low_memory)

    monkeypatch.setattr(regular, "_read", counted)
    body = "".join(f"u{n},1,未报,3,4,优\n" for n in range(3))
    wanted = regular.Wanted(",", 6, [1, 2, 3, 4], [0, 5])
    piece = pieces.Piece(body.encode())
    first = regular.regular_block(piece, wanted)
    assert wanted.worded == {2}
    assert np.isnan(first.number(2)).all()
    calls.clear()
    regular.regular_block(piece, wanted)
    assert calls == [[0, 5, 1, 2, 3, 4]]


def test_where_no_thread_can_be_had_the_work_is_done_all_the_same(monkeypatch):
    def refuse(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor.submit", refuse)
    check_same([("1", "2.5", "3", "4", "优")] * 3)


@pytest.mark.parametrize("error", ["Error tokenizing data. C error: out of memory", ""])
def test_too_little_memory_is_told_as_such(monkeypatch, error):
    """The parser says so in an error of its own; before it begins, what it may need is tried."""
    from pandas.errors import ParserError

    from evalkit.inputs.text import regular

    def fail(*_, **__):
        raise ParserError(error)

    monkeypatch.setattr(regular, "_read", fail)
    if not error:
        monkeypatch.setattr(regular, "ROOM", 1 << 60)
    with pytest.raises(MemoryError):
        outcome("编码,个\nu,1\n", slow=False)


@pytest.mark.parametrize("blank", [b"\r\n", b"\n\n", b" \r\n"])
def test_blank_lines_are_left_to_the_careful_road(blank):
    from evalkit.inputs.text.regular import Wanted, regular_block

    assert regular_block(pieces.Piece(blank), Wanted(",", 1, [], [0])) is None
