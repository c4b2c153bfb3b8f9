import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from schemes_by_hand import declared, scheme_of

from evalkit.diagnostics import EvalkitError, Place, Problems, data, files, joins
from evalkit.diagnostics.diagnostic import Kind
from evalkit.expression.values import Reason
from evalkit.inputs import from_frame
from evalkit.loader import from_text

SCHEME = scheme_of({"甲": "count", "乙": "level"}, {"name": "名称", "class_": "类"})
FIRST = "编码,名称,类,甲\n001,东,a,1\n002,西,b,２\n003,南,a,不涉及\n"


def test_every_value_keeps_the_cell_that_it_came_from(read):
    units = read(SCHEME, FIRST, "乙,编码\n优,003\n差,001\n").units
    first, second = (source.file for source in units.sources)
    assert units.origin(2, "甲") == Place(first, line=4, column=4)
    assert units.origin(2, "乙") == Place(second, line=2, column=1)
    assert units.origin(1, "乙") is None
    assert units.column_of(2, "乙").heading == "乙"


def test_files_are_joined_on_the_id_in_the_order_of_the_first(read):
    found = read(SCHEME, FIRST, "乙,编码\n优,003\n差,001\n良,004\n不涉及,002\n")
    assert found.units.ids == ("001", "002", "003")
    assert found.values("乙") == ["差", Reason.NOT_APPLICABLE, "优"]
    warned = [line for line in found.lines() if line.startswith("D17")]
    first = found.units.sources[0].file
    assert warned == [f"D172 1:2 1 unit of this table is not in {first} and is left out: 004"]


def test_units_that_are_missing_in_a_later_file_are_told(read):
    found = read(SCHEME, FIRST, "编码,乙\n001,优\n")
    assert found.values("乙") == ["优", Reason.NOT_REPORTED, Reason.NOT_REPORTED]
    assert [p.message.values["units"] for p in found.problems if p.kind is joins.UNITS_MISSING] == [("002", "003")]


def test_ids_are_never_joined_as_numbers(read):
    found = read(SCHEME, FIRST, "编码,乙\n1,优\n002,优\n003,优\n")
    assert "D174 2:1 1 seems to be 001: leading zeros are lost" in found.lines()
    assert found.values("乙")[0] is Reason.NOT_REPORTED


def test_what_two_files_may_not_do(read):
    found = read(SCHEME, FIRST, "编码,类,甲,乙\n001,b,9,优\n002,b,9,优\n003,a,9,优\n")
    first = found.units.sources[0].file
    assert [line for line in found.lines() if "D17" in line] == [
        f"D175 2:2 001: 类 is b here and a in {first}",
        f"D171 2:3 001: 甲 is 9 here and 1 in {first}",
        f"D171 3:3 002: 甲 is 9 here and 2 in {first}",
        f"D171 4:3 003: 甲 is 9 here and does not apply in {first}",
    ]
    assert [problem.others[0].line for problem in found.problems if problem.kind.code == "D171"] == [2, 3, 4]
    assert found.values("甲") == [1, 2, Reason.NOT_APPLICABLE]


def test_a_file_that_cannot_be_opened_does_not_hide_bad_cells_of_another(read):
    with pytest.raises(EvalkitError) as caught:
        read(SCHEME, "编码,名称,类,甲\n001,东,a,x\n", b"\0")
    assert [d.kind.code for d in caught.value.diagnostics] == ["D108", "D141"]


def test_a_subset_keeps_everything_of_its_units(read):
    units = read(SCHEME, FIRST, "编码,乙\n001,优\n002,差\n003,优\n").units
    part = units.of_ids(["003", "002"])
    assert (part.ids, part.names, part.classes) == (("003", "002"), ("南", "西"), ("a", "b"))
    assert len(part) == 2
    assert part.columns["甲"].states == {0: Reason.NOT_APPLICABLE}
    assert part.columns["甲"].values.tolist()[1] == 2
    assert part.tidied == {(1, "甲"): "２"}
    assert part.origin(0, "甲").line == 4
    assert units.of_class("a").ids == ("001", "003")
    assert units.of_class("c").ids == ()
    with pytest.raises(KeyError):
        units.of_ids(["004"])


def test_names_are_ids_where_there_are_none(read):
    scheme = scheme_of({"甲": "count"}, {"name": "名称"})
    assert read(scheme, "编码,名称,甲\n001,,1\n002,b,1\n").units.names == ("001", "b")


def test_levels_have_the_codes_of_the_scheme(read):
    scheme = scheme_of({"乙": declared("level", "乙", levels=("优", "良", "差"))})
    column = read(scheme, "编码,乙\n1,差\n2,优\n3,\n").units.columns["乙"]
    assert (column.labels, column.values.tolist()) == (("优", "良", "差"), [2, 0, -1])


def test_a_frame_is_read_by_the_same_grammar():
    scheme = scheme_of({"甲": "count", "率": "percent", "乙": "level", "日": "date", "否": "flag"})
    frame = pd.DataFrame(
        {
            "编码": ["001", "002", "003"],
            "甲": pd.array([1, None, 3], dtype="Int64"),
            "率": [94.5, np.nan, 0.1 + 0.2 + 80],
            "乙": pd.Categorical(["优", "差", None]),
            "日": pd.to_datetime(["2025-12-31", None, "2025-01-01"]),
            "否": [True, False, None],
        }
    )
    problems = Problems()
    for given in (frame, frame.set_index("编码")):
        units = from_frame(scheme, given, problems=problems)
        assert not problems.errors
        assert units.ids == ("001", "002", "003")
        assert units.columns["甲"].exact(2, "甲") == 3
        assert units.columns["甲"].exact(1, "甲").reason is Reason.NOT_REPORTED
        assert units.columns["率"].values.tolist()[::2] == [0.945, 0.803]
        assert units.columns["乙"].labels == ("优", "差")
        assert units.columns["否"].values.tolist() == [1, 0, -1]
        assert units.columns["日"].values.tolist()[0] == 739616


def test_bad_cells_of_a_frame_are_named_by_row_and_column():
    frame = pd.DataFrame({"编码": ["001", "002"], "甲": [1.5, np.inf]})
    problems = Problems()
    from_frame(scheme_of({"甲": "count"}), frame, problems=problems)
    assert [(str(p.place), p.kind.code) for p in problems] == [("DataFrame:1:2", "D144"), ("DataFrame:2:2", "D141")]


def test_heavy_libraries_are_imported_when_they_are_used():
    code = "import sys, evalkit.inputs; print(sorted({'numpy', 'pandas', 'openpyxl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_catalogue_has_every_code_once_and_both_languages_say_the_same():
    kinds = [kind for part in (files, data) for kind in vars(part).values() if isinstance(kind, Kind)]
    assert len({kind.code for kind in kinds}) == len({kind.slug for kind in kinds}) == len(kinds)
    for kind in kinds:
        for words in filter(None, (kind.sentence, kind.hint)):
            assert fields(words.en) == fields(words.zh), kind.code
            assert not fields(words.en) & {"others", "hint", "label", "place"}, kind.code


def fields(template):
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_blanks_that_count_as_something_are_counted():
    scheme = from_text(
        "evalkit: 1\ntitle: t\nunits: id\n"
        "inputs: {f: {type: flag, missing: no}, g: flag}\ncriteria: {f: {points: 1}}\n",
        Problems(),
    )
    frame = pd.DataFrame({"id": ["a", "b", "c", "d"], "f": ["", "yes", "不涉及", "未报"], "g": ["", "", "", ""]})
    problems = Problems()
    from_frame(scheme, frame, problems=problems)
    told = [found.message.text("en") for found in problems if found.kind.code == "D177"]
    assert told == ["2 cells under f are not reported and count as no"]
