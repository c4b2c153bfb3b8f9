from dataclasses import replace

import pytest
from rich.cells import cell_len
from sample_tables import HOSTILE, RANKING, TREE, column, names, wide

from evalkit.diagnostics.message import Fixed, Words, literally
from evalkit.formats.terminal import terminal
from evalkit.formats.tree import guides
from evalkit.formats.wrap import balanced, pieces, wrap
from evalkit.table import Marked, Table, Tone


def shown(*tables, language="zh", width=80, colour=False):
    return terminal(tables, language, width=width, colour=colour)


def test_a_table_stands_in_columns_with_its_notes_below():
    assert shown(RANKING) == (
        "排名\n"
        "\n"
        "名次  编码  单位           总分    得分率  原因\n"
        "──────────────────────────────────────────────────\n"
        "   1  001   城关镇卫生院  94.50    94.51%\n"
        "   2  002   Hill          -0.50  33.3333%  迟报1次\n"
        "                                           迟报2次\n"
        "\n"
        "共2个单位\n"
    )


def test_every_column_starts_in_the_same_cell_in_chinese_and_latin_rows():
    table = Table(
        "t",
        Words("T", "表")(),
        (column("name", "Name", "名称"), column("note", "Note", "备注")),
        [("城关镇", "#"), ("Hill", "#"), ("混合 mix", "#")],
    )
    lines = shown(table).splitlines()[4:]
    assert [cell_len(line[: line.index("#")]) for line in lines] == [10, 10, 10]


def test_right_aligned_numbers_end_in_the_same_cell():
    lines = shown(TREE).splitlines()[4:]
    assert {cell_len(line) for line in lines} == {cell_len("│  ├─ 甲一") + 2 + cell_len("得分")}


def test_a_tree_is_drawn_from_its_depths():
    assert [first for first, _ in guides((0, 1, 2, 2, 1, 2))] == ["", "├─ ", "│  ├─ ", "│  └─ ", "└─ ", "   └─ "]
    assert [rest for _, rest in guides((0, 1, 2, 2, 1, 2))] == ["", "│  ", "│  │  ", "│     ", "   ", "      "]


def test_two_roots_are_not_joined():
    assert [first for first, _ in guides((0, 1, 0, 1))] == ["", "└─ ", "", "└─ "]


def test_markup_in_a_name_is_only_text():
    text = shown(names(*HOSTILE), colour=True)
    assert "[/]" in text
    assert "[red]x[/red]" in text
    assert r"a\x1b[31mb" in text
    assert "\x1b[31m" not in text


@pytest.mark.parametrize("width", [1, 20, 80, 140, 10**6])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_cell_is_lost_at_any_width(width, language):
    text = shown(RANKING, TREE, names(*HOSTILE), language=language, width=width)
    for cell in ("001", "002", "94.50", "94.51%", "33.3333%", "[red]x[/red]", r"a\u202eb", "_x0041_"):
        assert cell in text


def test_twenty_columns_stand_side_by_side_only_where_they_fit():
    numbers = [Fixed(number, 2) for number in range(1, 20)]
    table = wide(20, ["441900-000003", *numbers])
    # 13 for the id, 9 columns of 5 (`指标1`), 10 of 6 (`指标10`), 19 gaps of 2: 156 cells.
    assert cell_len(shown(table, width=156).splitlines()[2]) == 156
    listed = shown(table, width=155).splitlines()
    assert listed[2:5] == ["指标0：441900-000003", "指标1：1.00", "指标2：2.00"]
    assert len(listed) == 22


def test_at_twenty_cells_a_long_text_gets_lines_of_its_own():
    why = literally("record rate 94.51% is below 95%, 0.25 points lost")
    table = Table(
        "t", Words("T", "表")(), (column("id", "Id", "编码"), column("why", "Why", "原因")), [("2025-001", why)]
    )
    assert shown(table, language="en", width=20) == (
        "T\n\nId: 2025-001\nWhy:\n  record rate 94.51%\n  is below 95%, 0.25\n  points lost\n"
    )


def test_only_sentences_are_broken_and_never_inside_a_number():
    why = literally("建档率94.51%，低于95%，每低1个百分点扣0.5分，共扣0.25分")
    table = Table(
        "t", Words("T", "表")(), (column("id", "Id", "编码"), column("why", "Why", "原因")), [("441900-03", why)]
    )
    lines = shown(table, width=31).splitlines()
    assert all(cell_len(line) <= 31 for line in lines)
    assert lines[4:6] == ["441900-03  建档率94.51%，低于", "           95%，每低1个百分点扣"]
    assert "".join(line[11:] for line in lines[4:]) == why.text("zh")


def test_colour_carries_nothing_of_its_own():
    plain = shown(RANKING, TREE)
    coloured = shown(RANKING, TREE, colour=True)
    assert "\x1b[31m-0.50\x1b[0m" in coloured
    assert _without_colour(coloured) == plain


def test_a_faint_empty_cell_and_an_empty_table_are_shown():
    cells = (column("a", "A", "甲"),)
    assert shown(Table("t", Words("T", "表")(), cells, [(Marked(None, Tone.FAINT),)])) == "表\n\n甲\n──\n\n"
    assert shown(Table("t", Words("T", "表")(), cells, [])) == "表\n\n甲\n──\n（无）\n"


@pytest.mark.parametrize(
    "text", ["", "  a  b ", "（甲）乙，丙。", "a，b", "１２．５分", "f(x) = 95%;", "”“’", "\u3000"]
)
def test_pieces_put_together_are_the_text(text):
    assert "".join(pieces(text)) == text


def test_marks_stay_with_what_they_belong_to():
    assert pieces("扣（甲）0.5分，共 3 次。") == ["扣", "（甲）", "0.5", "分，", "共", " 3", " 次。"]


def test_a_piece_that_is_too_long_stays_whole():
    assert wrap("ab 441900-000003 c", 5) == ["ab", "441900-000003", "c"]


def _without_colour(text):
    import re

    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return "".join(line.rstrip() + "\n" for line in plain.splitlines())


def test_without_room_spare_columns_go_from_the_right_and_are_named():
    unit, score = column("unit", "Unit", "单位"), column("score", "Score", "得分")
    spare = [replace(column(name, name, name), spare=True) for name in ("class", "region", "county")]
    row = ("Alder & Sons", "a town of hills", "north-north-by", "Upper Marshland", "99")
    table = Table("t", Words("T", "表")(), (unit, *spare, score), [row])
    assert shown(table, language="en", width=60) == (
        "T\n\nUnit          class            region          Score\n"
        "────────────────────────────────────────────────────\n"
        "Alder & Sons  a town of hills  north-north-by  99\n\nno room here for: county\n"
    )
    assert "county" in shown(table, language="en", width=80).splitlines()[2]
    assert "county: Upper Marshland\n" in shown(table, language="en", width=59)


def test_spare_columns_stay_where_leaving_them_out_does_not_help():
    table = Table(
        "t",
        Words("T", "表")(),
        (column("unit", "Unit", "单位"), replace(column("class", "class", "类别"), spare=True)),
        [("Alder and Birch Ltd", "town")],
    )
    assert shown(table, language="en", width=12) == "T\n\nUnit:\n  Alder and\n  Birch Ltd\nclass: town\n"


def test_in_a_list_a_column_without_a_heading_is_only_its_value():
    table = Table(
        "t", Words("T", "表")(), (column("what", "", ""), column("why", "Why", "原因")), [("总分", "只取整一次")]
    )
    assert shown(table, width=12) == "表\n\n总分\n原因：\n  只取整一次\n"


def test_where_room_is_short_a_column_that_holds_nothing_goes_without_a_word():
    spare = replace(column("note", "Note", "备注"), spare=True)
    flags = column("flags", "Flags", "提示")
    table = Table("t", Words("T", "表")(), (column("unit", "Unit", "单位"), spare, flags), [("城关镇", "达标", None)])
    assert shown(table, width=18).splitlines()[2:] == ["单位    备注  提示", "──────────────────", "城关镇  达标"]
    assert shown(table, width=17).splitlines()[2:] == ["单位    备注", "────────────", "城关镇  达标"]


@pytest.mark.parametrize(
    ("width", "expected"),
    [(8, ["片区内", "名次"]), (10, ["片区内名次"]), (4, ["片区", "内名", "次"]), (1, ["片", "区", "内", "名", "次"])],
)
def test_a_heading_on_two_lines_has_its_longer_line_as_short_as_can_be(width, expected):
    assert balanced("片区内名次", width) == expected
