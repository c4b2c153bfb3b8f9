"""Grades: bounds on the rounded total, what else must hold, and places."""

from __future__ import annotations

import pytest
from scored import grades, plain, scored, totals

TWO = "grades: {{优: {{{}}}, 其他: {{}}}}\n"


def given(quota: str, table: str, rest: str = "") -> str:
    """The units that have 优, by their ids."""
    result = plain(TWO.format(quota) + rest, table)
    return "".join(id_ for id_, grade in zip(result.units.ids, grades(result), strict=True) if grade == "优")


class TestBounds:
    @pytest.mark.parametrize(
        ("bound", "at", "just_below", "just_above"),
        [
            ("at_least", True, False, True),
            ("above", False, False, True),
            ("at_most", True, True, False),
            ("below", False, True, False),
        ],
    )
    def test_the_word_says_which_end_counts(self, bound, at, just_below, just_above):
        expected = "".join(id_ for id_, inside in zip("abc", (at, just_below, just_above), strict=True) if inside)
        assert given(f"{bound}: 60", "id s\na 60\nb 59.99\nc 60.01") == expected

    def test_they_look_at_the_rounded_total(self):
        # Q2: 89.995 is 90.00; 89.9949 is 89.99.
        assert given("at_least: 90", "id s\na 89.995\nb 89.9949\nc 90") == "ac"
        assert given("above: 90", "id s\na 90.0049\nb 90.005\nc 90") == "b"

    def test_a_share_is_of_the_points_of_the_scheme(self):
        assert given("at_least: 85%", "id s\na 85\nb 84.99") == "a"

    def test_two_bounds_hold_together_and_a_hole_has_no_grade(self):
        result = plain(
            "grades: {优: {at_least: 90}, 良: {at_least: 80, below: 89}}", "id s\na 90\nb 89.5\nc 88.99\nd 80\ne 10"
        )
        assert grades(result) == ["优", "-", "良", "良", "-"]

    def test_the_first_from_the_top(self):
        result = plain("grades: {优: {at_least: 90}, 良: {at_least: 60}, 差: {}}", "id s\na 95\nb 60\nc 59.99")
        assert grades(result) == ["优", "良", "差"]

    def test_a_unit_without_a_total_has_none(self):
        assert grades(plain("grades: {优: {at_least: 90}, 差: {}}", "id s\na -\nb 0")) == ["-", "差"]


PARTS = """\
points: 100
inputs: {a: {type: number}, b: {type: number}, n: {type: count}}
criteria: {服务: {points: 60, score: a}, 管理: {points: 40, score: b}}
"""


class TestNeeds:
    def test_a_part_must_reach_a_score_or_a_share_of_its_points(self):
        # V13: 80 % of 服务 are 48 of 60 points.
        table = "id a b\nu 48 40\nv 47.99 40\nw 60 29.9\nx 60 30"
        scheme = PARTS + "grades: {优: {at_least: 85, needs: {服务: 80%, 管理: 30}}, 差: {}}"
        assert grades(scored(scheme, table)) == ["优", "差", "差", "优"]

    def test_a_part_that_a_veto_has_zeroed_does_not_reach_it(self):
        scheme = PARTS + "vetoes: {v: {when: n > 0, effect: {zero: 服务}}}\ngrades: {优: {needs: {服务: 1}}, 差: {}}"
        assert grades(scored(scheme, "id a b n\nu 60 40 1\nv 60 40 0")) == ["差", "优"]


class TestWhen:
    def test_what_else_must_hold(self):
        # Q6: the goal is met and the score is there.
        assert given("at_least: 80, when: ok", "id s ok\na 90 是\nb 90 否\nc 79 是") == "a"

    def test_a_condition_that_nobody_knows_withholds_the_grade(self):
        result = plain(
            "grades: {优: {at_least: 80, when: ok}, 良: {at_least: 60}, 差: {}}", "id s ok\na 90 -\nb 70 -\nc 90 否"
        )
        assert grades(result) == ["-", "良", "良"]  # b cannot be 优 whatever the answer
        assert result.provisional.tolist() == [True, False, False]

    def test_it_may_look_at_the_total_after_vetoes(self):
        outcome = TWO.format("when: total > 60") + "vetoes: {v: {when: n > 0, effect: {deduct: 30}}}"
        assert grades(plain(outcome, "id s n\na 90 1\nb 90 0")) == ["其他", "优"]


TEN = "id s\n" + "\n".join(f"{id_} {99 - place}" for place, id_ in enumerate("abcdefghij"))


class TestPlaces:
    @pytest.mark.parametrize(
        ("quota", "count"),
        [
            ("top: 30%", 3),
            ("top: 35%", 3),  # 3.5, a part of a place does not count
            ("top: 35%, round: up", 4),
            ("top: 35%, round: half_up", 4),
            ("top: 34%, round: half_up", 3),
            ("top: 31%, round: up", 4),
            ("top: 30%, round: up", 3),  # exactly three: 0.3 · 10 is no more than 3
            ("top: 9%", 0),
            ("top: 100%", 10),
            ("top: 0%", 0),
            ("places: 4", 4),
            ("places: 99", 10),
            ("places: 0", 0),
            ("places: 1.9", 1),  # a part of a place counts as `round` says, here too
            ("places: 1.9, round: up", 2),
            ("places: 1.5, round: half_up", 2),
            ("places: -1", 0),
            ("top: 30%, places: 2", 2),  # of the two the smaller
            ("top: 30%, places: 4", 3),
            ("top: 35%, places: 3.2, round: up", 4),  # both are 4 then
        ],
    )
    def test_how_many(self, quota, count):
        assert given(f"{quota}, within: 全部", TEN) == "abcdefghij"[:count]

    def test_each_class_has_its_own(self):
        # 40 % of 5 are 2, of 2 none.
        table = "id class s\na A 10\nb A 20\nc A 30\nd A 40\ne A 50\nf B 99\ng B 98"
        assert given("top: 40%, within: 同类", table) == "de"
        assert given("top: 40%", table) == "de"  # the class unless said
        assert given("top: 40%, within: 全部", table) == "fg"  # 2.8 of 7

    def test_places_may_differ_from_class_to_class(self):
        # Q5: two for A, one for B.
        table = "id class s\na A 90\nb A 80\nc A 70\nd B 60\ne B 50"
        assert given("places: 'if(class == \"A\", 2, 1)'", table) == "abd"
        assert given("top: 'if(class == \"A\", 34%, 100%)'", table) == "ade"  # 1.02 of 3, and both of B

    def test_the_smaller_of_share_and_number_is_found_class_by_class(self):
        # 50 % of the four of A are 2 but 1 is said; of the two of B 1, though 3 are said.
        table = "id class s\na A 90\nb A 80\nc A 70\nd A 60\ne B 50\nf B 40"
        assert given("top: 50%, places: 'if(class == \"A\", 1, 3)'", table) == "ae"

    def test_a_class_of_one(self):
        assert given("top: 30%", "id class s\na A 90\nb B 90") == ""
        assert given("top: 30%, round: up", "id class s\na A 90\nb B 90") == "ab"
        assert given("top: 100%", "id class s\na A 90\nb B 90") == "ab"

    def test_those_below_the_bound_leave_their_places_empty(self):
        assert given("at_least: 97, places: 5, within: 全部", TEN) == "abc"

    def test_only_the_ranked_are_counted_and_have_places(self):
        # 3 of 6 are ranked; a half of them, rounded down, is one place.
        table = "id s ok\na 99 否\nb 98 是\nc 97 否\nd 96 是\ne 95 是\nf 94 否"
        assert given("top: 50%, within: 全部", table, "ranking: {among: ok}") == "b"

    def test_a_unit_without_a_total_is_not_counted(self):
        assert given("top: 50%, within: 全部", "id s\na 90\nb 80\nc -\nd -") == "a"

    def test_no_units_at_all(self):
        result = plain(TWO.format("top: 30%, within: 全部"), "id s class")
        assert len(result) == 0
        assert grades(result) == []


class TestTies:
    table = "id s\na 90\nb 80\nc 80\nd 80\ne 70"

    def test_equals_at_the_cut_are_admitted_whole(self):
        assert given("places: 2, within: 全部", self.table) == "abcd"

    def test_or_excluded_whole(self):
        assert given("places: 2, within: 全部, ties: exclude", self.table) == "a"
        assert given("places: 4, within: 全部, ties: exclude", self.table) == "abcd"
        assert given("places: 3, within: 全部, ties: exclude", self.table) == "a"

    def test_all_equal(self):
        table = "id s\na 80\nb 80\nc 80"
        assert given("places: 1, within: 全部", table) == "abc"
        assert given("places: 1, within: 全部, ties: exclude", table) == ""

    def test_what_decides_between_equals_decides_here_too(self):
        table = "id s n\na 80 1\nb 80 3\nc 80 2"
        assert given("places: 2, within: 全部", table, "ranking: {then: [n]}") == "bc"
        assert given("places: 2, within: 全部", table, "ranking: {then: [{by: n, better: lower}]}") == "ac"

    def test_dense_ranks_give_no_further_places(self):
        # a, then b and c: three units hold two ranks, and d has the third rank but no third place.
        table = "id s\na 90\nb 80\nc 80\nd 70"
        assert given("places: 3, within: 全部", table, "ranking: {ties: dense}") == "abc"


VETO = "vetoes: {{v: {{when: n > 0, effect: {}}}}}"
FOUR = "id s n\na 99 {}\nb 98 0\nc 97 0\nd 96 0"


class TestBarred:
    """V6, Q4: a barred unit uses no place, which passes to the next."""

    @pytest.mark.parametrize("effect", ["{grade: 其他}", "{cap_grade: 其他}", "{lower_grade: 1}"])
    def test_its_place_passes_to_the_next(self, effect):
        assert given("places: 2, within: 全部", FOUR.format(1), VETO.format(effect)) == "bc"
        assert given("places: 2, within: 全部", FOUR.format(0), VETO.format(effect)) == "ab"

    def test_it_is_still_one_of_those_who_are_counted(self):
        # 50 % of four are two, though only three may have them.
        assert given("top: 50%, within: 全部", FOUR.format(1), VETO.format("{grade: 其他}")) == "bc"

    @pytest.mark.parametrize(
        ("quota", "who"),
        [
            # Five are ranked, a is barred; b, c and d are equal.
            ("top: 30%, within: 全部", "bcd"),  # 1.5: one place, and b is no better than the others
            ("top: 30%, within: 全部, round: up", "bcd"),  # 2
            ("top: 30%, within: 全部, round: half_up", "bcd"),  # 2
            ("top: 30%, within: 全部, ties: exclude", ""),
            ("top: 60%, within: 全部, ties: exclude", "bcd"),  # 3
            ("top: 50%, within: 全部, ties: exclude", ""),  # 2.5: two places for three
            ("top: 50%, within: 全部, ties: exclude, round: up", "bcd"),
            ("top: 50%, within: 全部, ties: exclude, round: half_up", "bcd"),
        ],
    )
    def test_the_place_passes_to_equals_as_the_cut_says(self, quota, who):
        table = "id s n\na 99 1\nb 90 0\nc 90 0\nd 90 0\ne 80 0"
        assert given(quota, table, VETO.format("{cap_grade: 其他}")) == who

    def test_a_barred_unit_among_equals_at_the_cut_takes_no_place_of_theirs(self):
        table = "id s n\na 99 0\nb 90 1\nc 90 0\nd 80 0"
        assert given("places: 2, within: 全部, ties: exclude", table, VETO.format("{cap_grade: 其他}")) == "ac"

    def test_one_that_is_only_barred_from_a_title_keeps_it(self):
        assert given("places: 2, within: 全部", FOUR.format(1), VETO.format("{bar: 先进}")) == "ab"

    def test_a_deduction_takes_it_back_in_the_order(self):
        assert given("places: 2, within: 全部", FOUR.format(1), VETO.format("{deduct: 2.5}")) == "bc"

    def test_one_whose_veto_is_open_holds_its_place_and_its_grade_is_withheld(self):
        result = plain(TWO.format("places: 2, within: 全部") + VETO.format("{grade: 其他}"), FOUR.format("-"))
        assert grades(result) == ["-", "优", "其他", "其他"]
        assert result.reserved.tolist() == [0, -1, -1, -1]

    def test_one_whose_veto_is_open_and_who_is_past_all_places_holds_none(self):
        result = plain(TWO.format("places: 1, within: 全部") + VETO.format("{grade: 其他}"), "id s n\na 99 0\nb 98 -")
        assert result.reserved.tolist() == [-1, -1]

    def test_one_whose_condition_is_open_holds_its_place_too(self):
        result = plain(TWO.format("places: 2, within: 全部, when: ok"), "id s ok\na 99 -\nb 98 是\nc 97 是\nd 96 -")
        assert grades(result) == ["-", "优", "其他", "其他"]  # d would have no place whatever the answer

    def test_lowered_from_the_grade_that_it_would_have_had(self):
        # a would be 优 by its place and drops to 良, whose places it does not use either; d is past all places.
        outcome = "grades: {优: {places: 1, within: 全部}, 良: {places: 1, within: 全部}, 差: {}}\n" + VETO.format(
            "{lower_grade: 1}"
        )
        assert grades(plain(outcome, FOUR.format(1))) == ["良", "优", "良", "差"]

    def test_vetoed_units_that_are_not_ranked_are_not_counted(self):
        # 50 % of the three who are ranked is one place.
        table = "id s n\na 99 1\nb 98 0\nc 97 0\nd 96 0"
        assert given("top: 50%, within: 全部", table, "ranking: {vetoed: out}\n" + VETO.format("{bar: 先进}")) == "b"


def test_a_grade_by_rank_alone():
    # Q3: the first two, the next two, and the rest; C only where something happened.
    outcome = "grades: {A: {places: 2, within: 全部}, B: {}, C: {}}\nvetoes: {v: {when: n > 0, effect: C}}"
    result = plain(outcome, "id s n\na 50 0\nb 40 0\nc 30 0\nd 20 1")
    assert grades(result) == ["A", "A", "B", "C"]
    assert totals(result) == ["50", "40", "30", "20"]


class TestByRank:
    """Q3: a condition on the rank is one on the rank that stands in the ranking."""

    def test_equals_that_nothing_tells_apart(self):
        assert given("when: rank(全部) <= 2", "id s\na 90\nb 80\nc 80\nd 70") == "abc"

    def test_what_decides_between_equals_decides_here_too(self):
        table = "id s n\na 90 0\nb 80 1\nc 80 2\nd 70 0"
        assert given("when: rank(全部) <= 2", table, "ranking: {then: [n]}") == "ac"

    def test_each_scope_has_its_ranks(self):
        table = "id class s\na A 90\nb A 80\nc B 70\nd B 60"
        assert given("when: rank(class) == 1", table) == "ac"
        assert given("when: rank() == 1", table) == "ac"
        assert given("when: rank(class) == 1 and rank(all) <= 2", table) == "a"

    def test_who_is_not_ranked_meets_no_condition_on_a_rank(self):
        table = "id s ok\na 90 否\nb 80 是\nc 70 是"
        for condition in ("rank(全部) <= 1", "not rank(全部) > 1"):
            result = plain(TWO.format(f"when: {condition}"), table)
            assert grades(result) == ["优", "其他", "其他"]
            result = plain(TWO.format(f"when: {condition}") + "ranking: {among: ok}", table)
            assert grades(result) == ["其他", "优", "其他"]
            assert not result.provisional.any()

    def test_vetoed_units_that_come_last_or_have_no_rank(self):
        table = "id s n\na 90 1\nb 80 0\nc 70 0"
        veto = VETO.format("{bar: 先进}")
        assert given("when: rank(全部) <= 2", table, veto + "\nranking: {vetoed: last}") == "bc"
        assert given("when: rank(全部) <= 1", table, veto + "\nranking: {vetoed: out}") == "b"

    def test_beside_places(self):
        # The first three, but at most half of the four: 2.
        table = "id s\na 90\nb 80\nc 70\nd 60"
        assert given("when: rank(全部) <= 3, top: 50%, within: 全部", table) == "ab"
        assert given("when: rank(全部) <= 3, top: 50%, places: 1, within: 全部", table) == "a"
        assert given("when: rank(全部) >= 2, places: 2, within: 全部", table) == "bc"
