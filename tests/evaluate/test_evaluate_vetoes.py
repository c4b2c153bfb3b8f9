"""What each effect of a veto does, several at once, and vetoes that nobody can judge."""

from __future__ import annotations

import pytest
from scored import PLAIN, grades, numbers, plain, ranks, scored, totals

from evalkit.result import State

GRADES = "grades: {甲: {at_least: 90}, 乙: {at_least: 75}, 丙: {at_least: 60}, 丁: {}}\n"


def states(result, veto=0):
    return [result.vetoes[veto].state(row) for row in range(len(result))]


@pytest.mark.parametrize(
    ("effect", "total", "grade"),
    [
        ("{deduct: 30}", "65", "丙"),  # 95 - 30
        ("{deduct: 10%}", "85", "乙"),  # a tenth of the 100 points of the scheme
        ("{cap_score: 59}", "59", "丁"),
        ("{cap_score: 60%}", "60", "丙"),
        ("{cap_score: 99}", "95", "甲"),  # a cap above the total does nothing
        ("{score: 0}", "0", "丁"),  # V2
        ("{score: 59}", "59", "丁"),  # V3
        ("{lower_grade: 1}", "95", "乙"),
        ("{lower_grade: 9}", "95", "丁"),  # not below the last
        ("{cap_grade: 丙}", "95", "丙"),  # V6
        ("{cap_grade: 甲}", "95", "甲"),
        ("{grade: 丁}", "95", "丁"),  # V1: the score is kept
        ("丁", "95", "丁"),  # the short form
        ("{bar: [先进单位]}", "95", "甲"),  # V7: the grade is unchanged
        ("{status: 黄牌}", "95", "甲"),
    ],
)
def test_one_effect(effect, total, grade):
    result = plain(f"{GRADES}vetoes: {{v: {{when: n > 0, effect: {effect}}}}}", "id s n\na 95 1\nb 95 0")
    assert totals(result) == [total, "95"]
    assert grades(result) == [grade, "甲"]
    assert states(result) == [State.FIRED, State.PASSED]


def test_a_cap_leaves_a_low_total_alone_and_a_fixed_score_does_not():
    # V3: 59 as a cap and 59 as the score differ where the total is below 59.
    table = "id s n\na 95 1\nb 40 1"
    assert totals(plain("vetoes: {v: {when: n > 0, effect: {cap_score: 59}}}", table)) == ["59", "40"]
    assert totals(plain("vetoes: {v: {when: n > 0, effect: {score: 59}}}", table)) == ["59", "59"]


ZERO = """\
points: 100
inputs: {a: {type: number}, b: {type: number}, c: {type: number}, n: {type: count}}
criteria:
  服务:
    points: 60
    criteria:
      甲: {points: 40, score: a}
      乙: {points: 20, score: b}
  管理: {points: 40, score: c}
"""


def test_zero_of_a_criterion_or_a_group_sums_the_tree_again():
    # a: 30 + 10 + 40 = 80; without 甲 50; without 服务 40; without both groups 0.
    def total(zero):
        return totals(
            scored(
                f"{ZERO}vetoes: {{v: {{when: n > 0, effect: {{zero: {zero}}}}}}}",
                "id a b c n\na 30 10 40 1\nb 30 10 40 0",
            )
        )

    assert total("甲") == ["50", "80"]
    assert total("[服务]") == ["40", "80"]
    assert total("[服务, 甲]") == ["40", "80"]
    assert total("[服务, 管理]") == ["0", "80"]


def test_zero_moves_a_mean_and_what_a_grade_needs():
    # The mean of the shares of 甲 30/40 and 乙 10/20 is 62.5 %, of 60: 37.5; without 甲 (0 + 50 %) / 2 of 60 is 15.
    scheme = ZERO.replace("points: 60\n", "points: 60\n    combine: mean\n") + (
        "vetoes: {v: {when: n > 0, effect: {zero: 甲}}}\ngrades: {好: {at_least: 50, needs: {服务: 50%}}, 差: {}}\n"
    )
    result = scored(scheme, "id a b c n\na 30 10 40 0\nb 30 10 40 1")
    assert totals(result) == ["77.5", "55"]
    assert grades(result) == ["好", "差"]  # 15 of 60 is less than half


def test_zero_comes_before_deduct_and_deduct_before_a_cap():
    # 80 - 30 (甲) = 50, less 5 is 45; a cap at 48 leaves 45 alone.
    scheme = ZERO + "vetoes: {v: {when: n > 0, effect: {zero: 甲, deduct: 5, cap_score: 48}}}"
    assert totals(scored(scheme, "id a b c n\na 30 10 40 1")) == ["45"]


def test_deductions_and_lowered_grades_add_up():
    outcome = (
        GRADES
        + """\
vetoes:
  一: {when: n > 0, effect: {deduct: 4, lower_grade: 1}}
  二: {when: m > 0, effect: {deduct: 3, lower_grade: 1}}
"""
    )
    result = plain(outcome, "id s n m\na 99 1 1\nb 99 1 0\nc 99 0 1\nd 99 0 0")
    assert totals(result) == ["92", "95", "96", "99"]
    assert grades(result) == ["丙", "乙", "乙", "甲"]


@pytest.mark.parametrize(
    ("first", "second", "total", "grade"),
    [
        ("{cap_score: 70}", "{cap_score: 50}", "50", "丁"),
        ("{score: 59}", "{score: 30}", "30", "丁"),
        ("{cap_score: 50}", "{score: 59}", "50", "丁"),  # the strongest of the two
        ("{cap_score: 70}", "{score: 59}", "59", "丁"),
        ("{deduct: 50}", "{score: 59}", "45", "丁"),  # nothing lifts after a veto
        ("{deduct: 10}", "{score: 59}", "59", "丁"),
        ("{deduct: 10}", "{cap_score: 70}", "70", "丙"),  # 85, and no more than 70
        ("{cap_grade: 乙}", "{grade: 丁}", "95", "丁"),
        ("{cap_grade: 乙}", "{cap_grade: 丙}", "95", "丙"),
        ("{lower_grade: 1}", "{cap_grade: 丙}", "95", "丙"),  # 乙 by the step, at best 丙
        ("{lower_grade: 2}", "{cap_grade: 乙}", "95", "丙"),
        ("{grade: 丙}", "{bar: 先进}", "95", "丙"),
    ],
)
def test_of_several_the_strongest_holds_whatever_their_order(first, second, total, grade):
    for one, two in ((first, second), (second, first)):
        vetoes = f"vetoes: {{一: {{when: n > 0, effect: {one}}}, 二: {{when: m > 0, effect: {two}}}}}"
        result = plain(GRADES + vetoes, "id s n m\na 95 1 1")
        assert (totals(result), grades(result)) == ([total], [grade])


def test_when_as_a_list_is_any_of_them_each_told_apart():
    result = plain(
        "vetoes: {v: {when: [n > 1, m > 0], effect: {deduct: 5}}}", "id s n m\na 80 2 0\nb 80 0 1\nc 80 2 1\nd 80 1 0"
    )
    assert totals(result) == ["75", "75", "75", "80"]  # both conditions take the 5 once
    first, second = result.vetoes[0].conditions
    assert first.tolist() == [1, 0, 1, 0]
    assert second.tolist() == [0, 1, 1, 0]


def test_unless_exempts():
    result = plain(
        "vetoes: {v: {when: n > 0, unless: ok, effect: {score: 0}}}", "id s n ok\na 80 1 否\nb 80 1 是\nc 80 0 是"
    )
    assert totals(result) == ["0", "80", "80"]


def test_an_unknown_exemption_leaves_a_fired_condition_open_and_nothing_else():
    result = plain(
        "vetoes: {v: {when: n > 0, unless: ok, effect: {score: 0}}}", "id s n ok\na 80 1 -\nb 80 0 -\nc 80 - 是"
    )
    # a: fired unless exempt; b: it does not hold whatever ok is; c: exempt whatever n is.
    assert states(result) == [State.UNDETERMINED, State.PASSED, State.PASSED]


def test_the_bound_of_a_condition_counts_as_written():
    # V10, V15: a rate below the line; above the control number.
    assert totals(plain("vetoes: {v: {when: s < 60, effect: {score: 0}}}", "id s\na 60\nb 59.99")) == ["60", "0"]
    assert totals(plain("vetoes: {v: {when: n > 3, effect: {score: 0}}}", "id s n\na 60 3\nb 60 4")) == ["60", "0"]


class TestUndetermined:
    def test_it_never_counts_as_passed(self):
        result = plain(GRADES + "vetoes: {v: {when: n > 0, effect: {grade: 丁}}}", "id s n\na 95 -\nb 95 0")
        assert states(result) == [State.UNDETERMINED, State.PASSED]
        assert result.provisional.tolist() == [True, False]
        assert grades(result) == ["-", "甲"]  # withheld
        assert totals(result) == ["95", "95"]  # the total so far is shown and ranked
        assert ranks(result) == [1, 1]

    def test_it_is_undetermined_even_where_missing_is_zero(self):
        result = plain("missing: zero\nvetoes: {v: {when: n > 0, effect: {deduct: 5}}}", "id s n\na 95 -")
        assert states(result) == [State.UNDETERMINED]

    def test_one_condition_that_holds_fires_whatever_the_other(self):
        result = plain(
            "vetoes: {v: {when: [n > 0, m > 0], effect: {deduct: 5}}}", "id s n m\na 95 - 1\nb 95 - 0\nc 95 - -"
        )
        assert states(result) == [State.FIRED, State.UNDETERMINED, State.UNDETERMINED]
        assert totals(result) == ["90", "95", "95"]
        assert result.provisional.tolist() == [False, True, True]

    @pytest.mark.parametrize(
        ("effect", "low", "high"),
        [
            ("{deduct: 30}", "65", "95"),
            ("{cap_score: 59}", "59", "95"),
            ("{score: 0}", "0", "95"),
            ("{score: 99}", "95", "99"),  # odd, but the scheme says so
            ("{grade: 丁}", "95", "95"),
            ("{bar: 先进}", "95", "95"),
        ],
    )
    def test_the_total_may_be_either(self, effect, low, high):
        result = plain(f"{GRADES}vetoes: {{v: {{when: n > 0, effect: {effect}}}}}", "id s n\na 95 -")
        assert (numbers(result.low), totals(result), numbers(result.high)) == ([low], ["95"], [high])

    def test_of_two_that_are_open_each_may_fire(self):
        # 95, 90, 60 (a cap at 60), and 60 with both.
        vetoes = "vetoes: {一: {when: n > 0, effect: {deduct: 5}}, 二: {when: m > 0, effect: {cap_score: 60}}}"
        result = plain(vetoes, "id s n m\na 95 - -\nb 95 1 -\nc 95 - 1")
        assert numbers(result.low) == ["60", "60", "60"]
        assert numbers(result.high) == ["95", "90", "60"]

    def test_an_open_zero_leaves_the_criterion_open(self):
        result = scored(f"{ZERO}vetoes: {{v: {{when: n > 0, effect: {{zero: 服务}}}}}}", "id a b c n\na 30 10 40 -")
        assert result.provisional.tolist() == [True]
        assert (numbers(result.low), numbers(result.high)) == (["40"], ["80"])

    def test_a_fired_veto_fixes_the_grade_of_a_unit_without_a_total(self):
        result = plain(GRADES + "vetoes: {v: {when: n > 0, effect: {grade: 丁}}}", "id s n\na - 1\nb - 0\nc - -")
        assert totals(result) == ["?", "?", "?"]
        assert grades(result) == ["丁", "-", "-"]

    def test_a_fired_veto_of_the_last_grade_holds_whatever_else_is_open(self):
        vetoes = "vetoes: {一: {when: n > 0, effect: {grade: 丁}}, 二: {when: m > 0, effect: {grade: 丁}}}"
        assert grades(plain(GRADES + vetoes, "id s n m\na 95 1 -")) == ["丁"]

    def test_a_number_of_an_effect_that_is_not_known_leaves_the_total_open(self):
        result = plain("vetoes: {v: {when: n > 0, effect: {deduct: m}}}", "id s n m\na 95 1 7\nb 95 1 -\nc 95 0 -")
        assert totals(result) == ["88", "?", "95"]
        assert result.provisional.tolist() == [False, True, False]
        assert ranks(result) == [2, 0, 1]


class TestWhatACondition:
    """may look at: the outcome before any effect."""

    def test_the_total(self):
        # Both conditions see 62: the first takes it to 57, which is no business of the second.
        vetoes = "vetoes: {一: {when: n > 0, effect: {deduct: 5}}, 二: {when: total < 60, effect: {score: 0}}}"
        assert totals(plain(vetoes, "id s n\na 62 1\nb 59.99 0\nc 60 0")) == ["57", "0", "60"]

    def test_the_rounded_total(self):
        # 59.995 is 60.00, rounded once, before anything looks at it.
        assert totals(plain("vetoes: {v: {when: total < 60, effect: {score: 0}}}", "id s\na 59.995\nb 59.994")) == [
            "60",
            "0",
        ]

    def test_the_grade_before_rewards_and_vetoes(self):
        outcome = (
            GRADES
            + """\
rewards: {r: {when: ok, effect: {raise_grade: 1}}}
vetoes: {v: {when: 'grade == "丙" and n > 0', effect: {deduct: 1}}}
"""
        )
        result = plain(outcome, "id s n ok\na 65 1 是\nb 80 1 否\nc 65 0 否\nd 60 1 否")
        assert totals(result) == ["64", "80", "65", "59"]
        assert grades(result) == ["乙", "乙", "丙", "丁"]

    def test_the_rank_of_the_total_in_a_scope(self):
        # V17: the last of the class is barred.
        vetoes = (
            "vetoes: {v: {when: rank(同类) >= 3, effect: {bar: 先进}}, w: {when: rank(全部) == 1, effect: {deduct: 1}}}"
        )
        result = plain(vetoes, "id class s\na A 90\nb A 80\nc A 80\nd A 70\ne B 99")
        assert states(result) == [State.PASSED, State.PASSED, State.PASSED, State.FIRED, State.PASSED]
        assert totals(result) == ["90", "80", "80", "70", "98"]

    def test_a_rank_of_a_unit_without_a_total_is_not_known(self):
        result = plain("vetoes: {v: {when: rank(全部) > 1, effect: {bar: 先进}}}", "id s\na 90\nb -")
        assert states(result) == [State.PASSED, State.UNDETERMINED]

    def test_a_grade_that_is_withheld_is_not_known(self):
        result = plain(GRADES + "vetoes: {v: {when: 'grade == \"丁\"', effect: {bar: 先进}}}", "id s\na 50\nb -")
        assert states(result) == [State.FIRED, State.UNDETERMINED]


class TestRewards:
    """lift first; vetoes come after them."""

    def test_add_and_raise(self):
        outcome = GRADES + "rewards: {r: {when: ok, effect: {add: 5, raise_grade: 1}}}"
        result = plain(outcome, "id s ok\na 70 是\nb 70 否\nc 96 是")
        assert totals(result) == ["75", "70", "101"]
        assert grades(result) == ["甲", "丙", "甲"]  # 75 is 乙, one up; nothing is better than 甲

    def test_a_grade_at_least(self):
        outcome = GRADES + "rewards: {r: {when: ok, effect: {grade: 乙}}}"
        assert grades(plain(outcome, "id s ok\na 50 是\nb 95 是\nc 50 否")) == ["乙", "甲", "丁"]

    def test_vetoes_come_after(self):
        outcome = (
            GRADES
            + """\
rewards: {r: {when: ok, effect: {add: 5, grade: 甲}}}
vetoes: {v: {when: n > 0, effect: {cap_score: 60, cap_grade: 丙}}}
"""
        )
        result = plain(outcome, "id s n ok\na 70 1 是\nb 70 0 是")
        assert totals(result) == ["60", "75"]
        assert grades(result) == ["丙", "甲"]

    def test_a_reward_that_nobody_can_judge(self):
        result = plain(GRADES + "rewards: {r: {when: ok, effect: {add: 5}}}", "id s ok\na 88 -")
        assert result.provisional.tolist() == [True]
        assert (numbers(result.low), totals(result), numbers(result.high)) == (["88"], ["88"], ["93"])
        assert grades(result) == ["-"]

    def test_a_condition_on_the_rank_sees_the_total_before_them(self):
        outcome = (
            "rewards: {r: {when: rank(全部) == 2, effect: {add: 50}}, q: {when: rank(全部) == 1, effect: {add: 1}}}"
        )
        assert totals(plain(outcome, "id s\na 90\nb 80")) == ["91", "130"]


def test_no_bonus_offsets_a_veto():
    # 90 and 5 of bonus: the veto takes 30 of 95; a cap of 59 caps the bonus too.
    bonus = "bonus: {cap: 5, criteria: {创新: {add: {each: m, points: 1}}}}\n"
    table = "id s n m\na 90 1 9\nb 90 0 9"
    assert totals(plain(bonus + "vetoes: {v: {when: n > 0, effect: {deduct: 30}}}", table)) == ["65", "95"]
    assert totals(plain(bonus + "vetoes: {v: {when: n > 0, effect: {cap_score: 59}}}", table)) == ["59", "95"]
    assert totals(plain(bonus + "vetoes: {v: {when: n > 0, effect: {score: 0}}}", table)) == ["0", "95"]
    assert grades(plain(bonus + GRADES + "vetoes: {v: {when: n > 0, effect: 丁}}", table)) == ["丁", "甲"]


def test_effects_speak_in_the_decimals_of_the_total():
    # A tenth of 100 points at no decimals; 33.333 % of 100 is 33.
    scheme = PLAIN + "round: 0\nvetoes: {v: {when: n > 0, effect: {deduct: 33.333%}}}"
    assert totals(scored(scheme, "id s n\na 90.5 1\nb 90.5 0")) == ["58", "91"]  # 91 - 33


FORGED = (
    "points: 100\ninputs: {{s: number, forged: {flag}, other: flag}}\n"
    "values: {{lied: forged}}\ncriteria: {{a: {{points: 100, value: s}}}}\n"
    "vetoes: {{v: {{when: {when}, effect: {{score: 0}}}}}}\n"
)
CELLS = "id s forged other\na 90 无 无\nb 90 否 无\nc 90 是 无\nd 90 没有 无"


@pytest.mark.parametrize("when", ["forged", "lied", "[other and s < 0, lied]"])
def test_a_word_that_may_mean_none_or_unknown_never_passes_a_veto(when):
    result = scored(FORGED.format(flag="flag", when=when), CELLS)
    assert states(result) == [State.UNDETERMINED, State.PASSED, State.FIRED, State.PASSED]


def test_the_scheme_may_say_what_it_means():
    result = scored(FORGED.format(flag="{type: flag, labels: {无: 否}}", when="forged"), CELLS)
    assert states(result) == [State.PASSED, State.PASSED, State.FIRED, State.PASSED]
