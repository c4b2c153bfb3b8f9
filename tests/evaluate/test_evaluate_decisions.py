"""What people decide: vetoes on judgement, and the grade of the deciding body beside the computed one."""

from __future__ import annotations

import pytest
from scored import PLAIN, grades, plain, refusals, totals

from evalkit.evaluate.remarks import remarks
from evalkit.result import Result, State

GRADES = "grades: {甲: {at_least: 90}, 乙: {at_least: 75}, 丙: {}}\n"
MANUAL = "vetoes: {不力: {when: ok, effect: 丙, decided: {by: 机关, reason: 理由, date: 日期}}}\n" + GRADES
DECIDED = "decided: {grade: 审定, reason: 理由}\n" + GRADES


def computed(result: Result) -> list[str]:
    names = [*result.plan.scheme.grades, "-"]
    return [names[place] for place in result.computed_grades]


def test_a_veto_that_was_decided_fires():
    result = plain(MANUAL, "id s ok 机关 理由 日期\na 95 是 卫健局 推诿 2025-03-01\nb 95 否 - - -")
    assert [result.vetoes[0].state(row) for row in (0, 1)] == [State.FIRED, State.PASSED]
    assert grades(result) == ["丙", "甲"]


@pytest.mark.parametrize(
    ("cells", "blank"), [("- 推诿 2025-03-01", "机关"), ("卫健局 - 2025-03-01", "理由"), ("卫健局 推诿 -", "日期")]
)
def test_a_decision_has_no_blank_cell(cells, blank):
    found = refusals(PLAIN + MANUAL, f"id s ok 机关 理由 日期\na 95 是 {cells}\nb 95 否 - - -")
    assert found == [("D211", f"a: 不力 has been decided, and {blank} is blank")]


def test_a_short_form_asks_for_the_reason_alone():
    scheme = PLAIN + "vetoes: {不力: {when: ok, effect: {deduct: 5}, decided: 理由}}\n"
    assert refusals(scheme, "id s ok 理由\na 95 是 -") == [("D211", "a: 不力 has been decided, and 理由 is blank")]
    assert refusals(scheme, "id s ok 理由\na 95 是 推诿\nb 90 - -") == []


def test_the_decided_grade_takes_the_place_of_the_computed_one_which_stays():
    result = plain(DECIDED, "id s 审定 理由\na 95 乙 整改未完成\nb 80 - -\nc 60 乙 受灾\nd - 丙 材料不实")
    assert grades(result) == ["乙", "乙", "乙", "丙"]
    assert computed(result) == ["甲", "乙", "丙", "-"]
    assert totals(result) == ["95", "80", "60", "?"]
    assert result.provisional.tolist() == [False, False, False, True]
    assert list(remarks(result)) == []


def test_a_decided_grade_needs_its_reason_and_must_be_a_grade():
    found = refusals(PLAIN + DECIDED, "id s 审定 理由\na 95 乙 -\nb 80 优 受灾")
    assert found == [
        ("D212", "b: the decided grade 优 is none of the grades"),
        ("D211", "a: 审定 has been decided, and 理由 is blank"),
    ]


def test_a_decision_over_a_veto_is_told():
    vetoes = "vetoes: {事故: {when: n > 0, effect: 丙}}\n"
    result = plain(DECIDED + vetoes, "id s n 审定 理由\na 95 1 甲 已整改\nb 95 1 - -\nc 95 0 乙 未公示")
    assert grades(result) == ["甲", "丙", "乙"]
    (found,) = remarks(result)
    assert (found.kind.code, found.message.text("en")) == (
        "D213",
        "a: 甲 is decided, though vetoes leave 丙 at best: 事故",
    )
    assert found.message.text("zh") == "a: 审定为甲, 但因否决 (事故) 至多为丙"


def test_a_decision_moves_no_place():
    # a has the one place by its points; that the deciding body gave it 乙 does not pass the place on.
    scheme = "decided: {grade: 审定, reason: 理由}\ngrades: {甲: {places: 1}, 乙: {}}\n"
    result = plain(scheme, "id s 审定 理由\na 95 乙 未公示\nb 90 - -")
    assert grades(result) == ["乙", "乙"]
    assert computed(result) == ["甲", "乙"]
