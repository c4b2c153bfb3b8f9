"""A file read chunk by chunk gives what it gives as a whole, however it is cut."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemes_by_hand import declared, scheme_of
from test_inputs_roads import SCHEME, rows

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.inputs import read_chunks, read_units

TWO = scheme_of({"数": "number", "率": "percent"}, {"name": "名称", "class_": "类别"}, classes=("乡", "县"))


def lines(problems):
    """Every finding, but for what depends on how many rows are seen at once."""
    return sorted(f"{p.kind.code} {p.place} {p.message.text('zh')}" for p in problems if p.kind.code != "D161")


def texts(column):
    return None if column is None else [None if code < 0 else column.labels[code] for code in column.values.tolist()]


def shown(column):
    """Numbers bit by bit, words as they are."""
    return texts(column) if column.values.dtype == np.int32 else [value.hex() for value in column.values.tolist()]


def of_whole(scheme, path, **options):
    problems = Problems()
    units = read_units(scheme, [path], problems=problems, **options)
    return [seen([units]), lines(problems)]


def of_chunks(scheme, path, size, **options):
    problems = Problems()
    units = list(read_chunks(scheme, path, rows=size, problems=problems, **options))
    assert all(0 < len(chunk.rows[0]) <= size or problems.errors for chunk in units)
    return [seen(units), lines(problems)]


def seen(chunks):
    first = chunks[0].columns if chunks else {}
    return {
        "ids": [unit for units in chunks for unit in units.ids],
        "names": [name for units in chunks for name in units.names],
        "classes": [label for units in chunks for label in texts(units.class_) or ()],
        "rows": [row for units in chunks for row in units.rows[0].tolist()],
        "hashes": {tuple(units.content_hashes.values()) for units in chunks},
        **{name: [value for units in chunks for value in shown(units.columns[name])] for name in first},
        "decimals": [max(units.columns[name].decimals for units in chunks) for name in first],
        "tidied": [(units.ids[row], name, text) for units in chunks for (row, name), text in units.tidied.items()],
        "states": [
            (units.ids[row], name, reason)
            for units in chunks
            for name, column in units.columns.items()
            for row, reason in column.states.items()
        ],
    }


def sorted_within(found):
    """What is kept by input and then by unit comes in another order chunk by chunk."""
    return [
        {**found[0], "tidied": sorted(found[0]["tidied"]), "states": sorted(map(str, found[0]["states"]))},
        found[1],
    ]


@pytest.fixture
def cut(monkeypatch):
    def into(size):
        monkeypatch.setattr("evalkit.inputs.readers.csv.SIZE", size)
        monkeypatch.setattr("evalkit.inputs.text.encoding.PIECE", size)
        monkeypatch.setattr("evalkit.inputs.text.regular.SMALL", max(1, size // 3))

    return into


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows, st.integers(1, 13), st.integers(1, 80), st.booleans())
def test_chunks_of_every_size_hold_what_the_whole_holds(tmp_path_factory, table, size, piece, quoted):
    path = tmp_path_factory.mktemp("chunks") / "x.csv"
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(["编码", *SCHEME.inputs])
    writer.writerows([f"u{number}", *row] for number, row in enumerate(table))
    path.write_text(text.getvalue(), encoding="utf-8")
    whole = sorted_within(of_whole(SCHEME, path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evalkit.inputs.readers.csv.SIZE", piece)
        patch.setattr("evalkit.inputs.text.encoding.PIECE", piece)
        patch.setattr("evalkit.inputs.text.regular.SMALL", max(1, piece // 3))
        assert sorted_within(of_whole(SCHEME, path)) == whole
        assert sorted_within(of_chunks(SCHEME, path, size)) == whole


TABLE = """编码,名称,类别,数,率
001,城关镇,乡,1,90
002,"东
镇",县,x,91
003,西镇,,３,约95

004,北镇,村,"1,234.5",92
005,"南""镇",乡,,93
,,,,
006,中镇,乡,6,94,95
007,,县,#REF!,88%
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_in_pieces_of_few_bytes(tmp_path, cut, encoding, line_end):
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE.replace("\n", line_end).encode(encoding))
    options = {"encoding": encoding} if encoding == "utf-16-le" else {}
    whole = of_whole(TWO, path, **options)
    assert whole[0]["ids"] == ["001", "002", "003", "004", "005", "007"]
    assert whole[0]["rows"] == [2, 3, 5, 7, 8, 11]
    assert [line.split()[0] for line in whole[1] if "D1" in line and "D116" not in line] == sorted(
        ["D107", "D135", "D136", "D141", "D141", "D150", "D164", "D165"]
    )
    for piece in (1, 2, 3, 7, 50):
        cut(piece)
        assert of_whole(TWO, path, **options) == whole
        for size in (1, 2, 3, 100):
            assert sorted_within(of_chunks(TWO, path, size, **options)) == sorted_within(whole)


def test_every_bad_cell_of_every_chunk_is_named(tmp_path, cut):
    cut(200)
    path = tmp_path / "x.csv"
    bad = {3: "x", 40: "１.x", 77: "1e400", 99: "—"}
    path.write_text("编码,数\n" + "".join(f"u{n},{bad.get(n, n / 8)}\n" for n in range(100)), encoding="utf-8")
    problems = Problems()
    scheme = scheme_of({"数": "number"})
    chunks = list(read_chunks(scheme, path, rows=9, problems=problems))
    assert sum(map(len, chunks)) == 100
    assert [(p.kind.code, p.place.line) for p in problems] == [("D141", 5), ("D141", 42), ("D143", 79)]
    values = np.concatenate([units.columns["数"].values for units in chunks])
    assert np.flatnonzero(np.isnan(values)).tolist() == [3, 40, 77, 99]
    assert values[98] == 12.25


def test_what_is_counted_is_told_once(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("编码,数\n" + "".join(f"u{n},{n}e1\nv{n},１\n,\n" for n in range(10)), encoding="utf-8")
    problems = Problems()
    list(read_chunks(scheme_of({"数": "number"}), path, rows=4, problems=problems))
    assert [(p.kind.code, p.place.line, p.message.values["count"]) for p in problems] == [
        ("D162", 2, 10), ("D164", 3, 10), ("D165", 1, 9),
    ]  # fmt: skip


def test_a_column_of_nothing_but_bad_cells_is_cut_short(tmp_path, monkeypatch):
    monkeypatch.setattr("evalkit.inputs.chunks.told.MOST_CELLS", 5)
    path = tmp_path / "x.csv"
    path.write_text("编码,数,率\n" + "".join(f"u{n},x,{n}\n" for n in range(20)), encoding="utf-8")
    problems = Problems()
    list(read_chunks(scheme_of({"数": "number", "率": "number"}), path, rows=3, problems=problems))
    assert [p.place.line for p in problems] == [2, 3, 4, 5, 6, 7]
    assert problems.found[-1].message.text("en") == "数: 15 more cells cannot be read"


def test_an_id_that_stands_in_two_chunks_is_told(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    ids = ["001", "002", "003", "001", "004", "005", "005", " 001", "006"]
    path.write_text("编码,名称,类别,数,率\n" + "".join(f"{unit},镇,乡,1,90\n" for unit in ids), encoding="utf-8")

    def found():
        problems = Problems()
        list(read_chunks(TWO, path, rows=3, problems=problems))
        return [(p.kind.code, p.place.line, p.others[0].line, p.message.text("en")) for p in problems]

    expected = [
        ("D132", 8, 7, "unit 005 镇 is in rows 7 and 8"),
        ("D132", 5, 2, "unit 001 镇 is in rows 2 and 5"),
        ("D132", 9, 2, "unit 001 镇 is in rows 2 and 9"),
    ]
    assert sorted(found()) == sorted(expected)
    monkeypatch.setattr(
        "evalkit.inputs.chunks.repeats.hash", len, raising=False
    )  # ids that only share their hash are not the same
    assert sorted(found()) == sorted(expected)


def test_a_total_is_refused_for_what_it_sums_is_gone(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("编码,数\n" + "".join(f"u{n},{n}\n" for n in range(9)) + "合计,36\n", encoding="utf-8")
    scheme = scheme_of({"数": "number"})
    assert of_whole(scheme, path)[1][0].startswith("D168")
    problems = Problems()
    assert sum(map(len, read_chunks(scheme, path, rows=4, problems=problems))) == 9
    assert [p.kind.code for p in problems] == ["D133"]
    problems = Problems()
    assert sum(map(len, read_chunks(scheme, path, rows=4, footer=1, problems=problems))) == 9
    assert [p.kind.code for p in problems] == ["D170"]


def test_a_large_file_that_changes_while_it_is_read_is_refused(tmp_path, cut, monkeypatch):
    cut(10)
    monkeypatch.setattr("evalkit.inputs.file_bytes.MOST_IN_MEMORY", 0)
    path = tmp_path / "x.csv"
    path.write_text("编码,数\n" + "".join(f"u{n},{n}\n" for n in range(99)), encoding="utf-8")
    chunks = read_chunks(scheme_of({"数": "number"}), path, rows=4, problems=Problems())
    next(chunks)
    with path.open("a", encoding="utf-8") as file:
        file.write("u9,9\n")
    with pytest.raises(EvalkitError) as caught:
        list(chunks)
    assert [d.kind.code for d in caught.value.diagnostics] == ["D275"]


@pytest.mark.parametrize(
    ("scheme", "heading", "why"),
    [
        (scheme_of({"数": "number"}, {"period": "年份"}, period="2025"), "编码,年份,数\n1,2025,3\n", "of which period"),
    ],
)
def test_what_needs_all_rows_is_refused(tmp_path, scheme, heading, why):
    path = tmp_path / "x.csv"
    path.write_text(heading, encoding="utf-8")
    with pytest.raises(EvalkitError) as caught:
        read_chunks(scheme, path, problems=Problems())
    found = caught.value.diagnostics[-1]
    assert found.kind.code == "D276"
    assert why in found.message.text("en")


def test_a_judged_value_needs_its_reason_in_every_chunk(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("编码,评议,理由\n1,8,材料翔实\n2,7,\n3,,\n4,7,\n", encoding="utf-8")
    scheme = scheme_of({"评议": declared("judged", "评议", reason="理由")})
    assert of_chunks(scheme, path, 2)[1] == of_whole(scheme, path)[1]


def test_no_row_below_the_heading_is_no_chunk(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("编码,数,率\n", encoding="utf-8")
    assert list(read_chunks(scheme_of({"数": "number", "率": "percent"}), path, problems=Problems())) == []


def test_a_line_of_a_megabyte(tmp_path, cut):
    cut(1 << 16)
    path = tmp_path / "x.csv"
    more, long, blank = (sign.join([","] * 51) for sign in ("备注", "字" * 20_000, ""))
    path.write_text(f"编码,数{more}x\nu1,1{blank}\nu2,2{long}\nu3,3{blank}\n", encoding="utf-8")
    whole = of_whole(scheme_of({"数": "number"}), path)
    assert whole[0]["ids"] == ["u1", "u2", "u3"]
    assert of_chunks(scheme_of({"数": "number"}), path, 1) == whole


def test_a_stray_quote_does_not_take_all_rows_into_memory(tmp_path, cut, monkeypatch):
    cut(100)
    monkeypatch.setattr("evalkit.inputs.text.pieces.LONGEST", 400)
    path = Path(tmp_path, "x.csv")
    path.write_text(
        "编码,数\n" + "".join(f"u{n},{chr(34) if n == 3 else ''}{n}\n" for n in range(200)), encoding="utf-8"
    )
    problems = Problems()
    units = list(read_chunks(scheme_of({"数": "number"}), path, problems=problems))
    assert [(p.kind.code, p.place.line) for p in problems.errors] == [("D106", 5)]
    assert units[-1].ids[-1] == "u199"


@pytest.mark.parametrize("note", ["注:截至年底", '"注:\n截至年底"', '"注:""年底"""'])
@pytest.mark.parametrize("blank", ["", "\n", ",\n \n,\n"])
def test_the_rows_at_the_end_are_found_from_the_end(tmp_path, cut, note, blank):
    path = tmp_path / "x.csv"
    path.write_text("编码,数\n" + "".join(f"u{n},{n}\n" for n in range(9)) + f"合计,1\n{blank}{note},{blank}", "utf-8")
    for piece in (1, 5, 30, 1000):
        cut(piece)
        problems = Problems()
        units = read_units(scheme_of({"数": "number"}), [path], footer=2, problems=problems)
        assert units.ids == tuple(f"u{n}" for n in range(9))
        assert [(p.kind.code, p.place.line) for p in problems if p.kind.code != "D165"] == [("D170", 11)]
