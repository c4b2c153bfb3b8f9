import json

import pytest
from rich.cells import cell_len

from evalkit.diagnostics.diagnostic import Diagnostic, Kind, Place, Severity
from evalkit.diagnostics.message import Words, literally
from evalkit.formats.problems import as_github, as_json, as_text

POINTS_OFF = Kind(
    "S203",
    "points-off",
    Severity.ERROR,
    Words("the criteria of {group} have {sum} points, not {points}", "{group}的各项共 {sum} 分，不是 {points} 分"),
    hint=Words("add {missing} points, or write points: {sum}", "补足 {missing} 分，或写 points: {sum}"),
)
ODD = Kind("D101", "odd", Severity.WARNING, Words("odd value {value}", "可疑的值 {value}"))

EXAMPLE = POINTS_OFF(
    Place("schemes/卫生.yaml", 21, 13, width=2, excerpt="    points: 20"),
    caret=literally("制度建设 8 + 信息报送 10"),
    group="组织管理",
    sum=18,
    points=20,
    missing=2,
)


def test_the_form_of_the_design():
    assert as_text([EXAMPLE], "en", colour=False) == (
        "error[S203] points-off: the criteria of 组织管理 have 18 points, not 20\n"
        "  --> schemes/卫生.yaml:21:13\n"
        "21 |     points: 20\n"
        "   |             ^^ 制度建设 8 + 信息报送 10\n"
        "   = hint: add 2 points, or write points: 18\n"
        "\n"
        "1 error\n"
    )


def test_the_same_in_chinese():
    assert as_text([EXAMPLE], "zh", colour=False) == (
        "错误[S203] points-off：组织管理的各项共 18 分，不是 20 分\n"
        "  --> schemes/卫生.yaml:21:13\n"
        "21 |     points: 20\n"
        "   |             ^^ 制度建设 8 + 信息报送 10\n"
        "   = 提示：补足 2 分，或写 points: 18\n"
        "\n"
        "1 个错误\n"
    )


def test_every_other_place_has_its_line():
    twice = ODD(Place("a.csv", 1234, 1, excerpt="001,x"), others=(Place("b.xlsx", sheet="表", cell="C5"),), value="x")
    other = ODD(Place("a.csv", 7), others=(Place("a.csv", 12, 3, excerpt="名,称"),), value="x")
    assert as_text([twice, other], "en", colour=False) == (
        "warning[D101] odd: odd value x\n"
        "    --> a.csv:1234:1\n"
        "1234 | 001,x\n"
        "     | ^\n"
        "     also: b.xlsx 表!C5\n"
        "\n"
        "warning[D101] odd: odd value x\n"
        "  --> a.csv:7\n"
        "   also: a.csv:12:3\n"
        "12 | 名,称\n"
        "   |    ^^\n"
        "\n"
        "2 warnings\n"
    )


@pytest.mark.parametrize("column", [1, 30, 31, 250, 499, 500, 501, 9999])
@pytest.mark.parametrize("line", ["中文ab" * 125, "x" * 500, "\x1b\t中" * 200])
def test_the_caret_stands_under_its_character_in_a_window(line, column):
    at = min(column - 1, len(line))
    marked = line[:at] + "Q" + line[at + 1 :]
    found = ODD(Place("f", 1, column, excerpt=marked), value="x")
    _, _, shown, carets, *_ = as_text([found], "en", colour=False).splitlines()
    assert cell_len(shown) <= cell_len(" 1 | ") + 102
    if column <= len(marked):
        assert cell_len(shown[: shown.index("Q")]) == carets.index("^")
        assert carets.endswith(" ^")
    assert shown.replace("…", "").isprintable()


def test_a_short_line_is_shown_whole():
    line = "a: " + "x" * 90
    assert (
        as_text([ODD(Place("f", 1, 92, excerpt=line), value="x")], "en", colour=False).splitlines()[2] == f" 1 | {line}"
    )


def test_a_label_without_a_line_is_not_lost():
    found = ODD(Place("a.csv", 7), caret=literally("12 rows"), value="x")
    assert "   = 12 rows\n" in as_text([found], "en", colour=False)


def test_after_the_limit_the_rest_is_counted():
    found = [ODD(value=number) for number in range(1500)] + [EXAMPLE]
    lines = as_text(found, "en", colour=False).splitlines()
    assert lines[-2:] == ["… and 1480 more warnings", "1 error, 1500 warnings"]
    assert sum(line.startswith("warning[") for line in lines) == 20
    assert sum(line.startswith("error[") for line in lines) == 1
    assert as_text(found[:21], "zh", colour=False).splitlines()[-2:] == ["……另有 1 个警告", "21 个警告"]


def test_values_from_outside_are_harmless_everywhere():
    hostile = ODD(Place("a\x1b.csv\n::set-env", 1, 1, excerpt="\x1b]0;x\x07"), value="\x1b[2J\r\n%0A::error::x")
    assert as_text([hostile], "en", colour=False).replace("\n", "").isprintable()
    assert as_json([hostile], "en").replace("\n", "").isprintable()
    assert json.loads(as_json([hostile], "en"))["diagnostics"][0]["message"].startswith("odd value \x1b[2J\r\n")
    github = as_github([hostile], "en")
    assert github == (
        r"::warning file=a\x1b.csv\n%3A%3Aset-env,line=1,col=1,title=D101 odd::odd value \x1b[2J\r\n%250A::error::x"
        + "\n"
    )


def test_annotations_have_the_hint_on_a_line_of_its_own():
    assert as_github([EXAMPLE, ODD(Place("b.xlsx", sheet="表", cell="C5"), value="a,b")], "en") == (
        "::error file=schemes/卫生.yaml,line=21,col=13,title=S203 points-off::"
        "the criteria of 组织管理 have 18 points, not 20"
        "%0A制度建设 8 + 信息报送 10%0Aadd 2 points, or write points: 18\n"
        "::warning file=b.xlsx,title=D101 odd::b.xlsx 表!C5%0Aodd value a,b\n"
    )


def test_json_has_everything():
    assert json.loads(as_json([EXAMPLE] * 30, "en")) == {
        "evalkit": 1,
        "diagnostics": [
            {
                "code": "S203",
                "slug": "points-off",
                "severity": "error",
                "message": "the criteria of 组织管理 have 18 points, not 20",
                "label": "制度建设 8 + 信息报送 10",
                "hint": "add 2 points, or write points: 18",
                "place": {
                    "file": "schemes/卫生.yaml",
                    "line": 21,
                    "column": 13,
                    "width": 2,
                    "sheet": None,
                    "cell": None,
                },
                "others": [],
            }
        ]
        * 30,
        "errors": 30,
        "warnings": 0,
    }


def test_colour_adds_nothing_but_colour():
    import re

    coloured = as_text([EXAMPLE], "en", colour=True)
    assert "\x1b[1;31merror[S203]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text([EXAMPLE], "en", colour=False)


def test_nothing_found_says_nothing():
    nothing: list[Diagnostic] = []
    assert as_text(nothing, "en", colour=False) == as_github(nothing, "en") == ""


def test_beside_a_result_a_note_is_one_line_below_the_rest():
    note = Kind("D164", "tidied", Severity.NOTE, Words("{count} {count:cell was|cells were} tidied", "整理 {count} 个"))
    found = [note(Place("a.csv", 3, 2), count=1), ODD(Place("a.csv", 7), value="x"), note(count=2)]
    assert as_text(found, "en", colour=False, brief=True) == (
        "warning[D101] odd: odd value x\n"
        "  --> a.csv:7\n"
        "\n"
        "1 warning\n"
        "note[D164] tidied: 1 cell was tidied (a.csv:3:2)\n"
        "note[D164] tidied: 2 cells were tidied\n"
    )
    assert as_text(found[:1], "zh", colour=False, brief=True) == "说明[D164] tidied：整理 1 个 (a.csv:3:2)\n"
