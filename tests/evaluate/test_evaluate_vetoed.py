"""`vetoed(name)`: what a veto comes to, seen by other vetoes, rewards, grades, the ranking and peers."""

from __future__ import annotations

from scored import PLAIN, grades, numbers, plain, ranks, refusals, totals

from evalkit.result import State

TABLE = "id s n m\na 95 1 0\nb 90 0 0\nc 85 - 0\nd 80 0 1"
VETO = "v: {when: n > 0, unless: m > 1, effect: {bar: 先进}}"


def test_another_veto_sees_it_and_stays_open_with_it():
    result = plain(f"vetoes: {{{VETO}, w: {{when: vetoed(v), effect: {{deduct: 5}}}}}}", TABLE)
    assert result.vetoes[1].states.tolist() == [State.FIRED, State.PASSED, State.UNDETERMINED, State.PASSED]
    assert totals(result) == ["90", "90", "85", "80"]


def test_the_exemption_counts_and_so_does_each_condition_of_a_list():
    vetoes = """\
vetoes:
  v: {when: [n > 0, m > 0], unless: ok, effect: {bar: 先进}}
  w: {when: not vetoed(v), effect: {deduct: 5}}
"""
    result = plain(vetoes, "id s n m ok\na 90 1 0 否\nb 90 0 1 否\nc 90 1 1 是\nd 90 0 0 否")
    assert totals(result) == ["90", "90", "85", "85"]


def test_a_veto_may_be_called_by_any_text():
    vetoes = """\
vetoes:
  安全 事故: {when: n > 0, effect: {bar: 先进}}
  w: {when: "vetoed('安全 事故')", effect: {deduct: 5}}
"""
    assert totals(plain(vetoes, TABLE)) == ["90", "90", "85", "80"]


def test_rewards_grades_and_lists_see_it():
    outcome = f"""\
vetoes: {{{VETO}}}
rewards: {{r: {{when: not vetoed(v), effect: {{add: 1}}}}}}
grades: {{甲: {{when: not vetoed(v)}}, 乙: {{}}}}
lists: {{榜: {{when: vetoed(v)}}}}
"""
    result = plain(outcome, TABLE)
    assert totals(result) == ["95", "91", "85", "81"]
    assert grades(result) == ["乙", "甲", "-", "甲"]
    assert result.listed[0].states.tolist() == [State.FIRED, State.PASSED, State.UNDETERMINED, State.PASSED]


def test_peers_may_be_those_for_whom_it_holds():
    # One of the four has fired; one more would be two. Who is undetermined is not counted.
    vetoes = f"vetoes: {{{VETO}, w: {{when: 'peer_count(s, where=vetoed(v)) == 1', effect: {{deduct: 5}}}}}}"
    assert totals(plain(vetoes, TABLE)) == ["90", "85", "80", "75"]
    share = f"vetoes: {{{VETO}, w: {{when: 'peer_count(s, where=vetoed(v)) > 1', effect: {{deduct: 5}}}}}}"
    assert totals(plain(share, TABLE)) == ["95", "90", "85", "80"]


def test_who_is_ranked_may_hang_on_it():
    result = plain(f"vetoes: {{{VETO}}}\nranking: {{among: not vetoed(v)}}", TABLE)
    assert ranks(result) == [0, 1, 0, 2]


def test_a_circle_is_told():
    vetoes = "vetoes: {v: {when: vetoed(w), effect: {deduct: 5}}, w: {when: not vetoed(v), effect: {deduct: 5}}}"
    (found,) = refusals(PLAIN + vetoes, TABLE)
    assert found[0] == "E206"
    (found,) = refusals(PLAIN + "vetoes: {v: {when: vetoed(v), effect: {deduct: 5}}}", TABLE)
    assert found == ("E206", "this depends on itself: v → v")


def test_a_grade_that_asks_for_a_veto_that_asks_for_the_grade_is_a_circle():
    veto = "vetoes: {v: {when: grade == '甲', effect: {deduct: 5}}}\n"
    for part in ("grades: {甲: {when: not vetoed(v)}, 乙: {}}", "ranking: {among: not vetoed(v)}\ngrades: {甲: {}}"):
        assert ("E206", "this depends on itself: v → grade → v") in refusals(PLAIN + veto + part, TABLE)
    lists = veto + "grades: {甲: {at_least: 90}, 乙: {}}\nlists: {榜: {when: vetoed(v)}}"
    assert plain(lists, TABLE).listed[0].states.tolist() == [1, 1, 0, 0]


def test_before_there_is_an_outcome_there_is_no_veto():
    found = refusals(PLAIN.replace("score: s", "score: 's + if(vetoed(v), 1, 0)'") + f"vetoes: {{{VETO}}}", TABLE)
    assert [code for code, _ in found] == ["E205"]


class TestNotScored:
    """V4: a veto that stops the scoring."""

    def result(self, effect: str, more: str = ""):
        return plain(
            f"vetoes: {{v: {{when: n > 0, effect: {effect}}}}}\n{more}grades: {{甲: {{at_least: 90}}, 丁: {{}}}}", TABLE
        )

    def test_there_is_no_total_no_rank_and_no_grade_and_nothing_is_provisional(self):
        result = self.result("{unscored: true}")
        assert (totals(result), numbers(result.low), numbers(result.high)) == (["?", "90", "85", "80"],) * 3
        assert numbers(result.before) == ["95", "90", "85", "80"]
        assert ranks(result) == [0, 1, 2, 3]
        assert grades(result) == ["-", "甲", "-", "丁"]
        assert result.provisional.tolist() == [False, False, True, False]
        assert result.unscored.tolist() == [True, False, False, False]

    def test_a_grade_that_the_veto_fixes_holds(self):
        assert grades(self.result("{unscored: true, grade: 丁}")) == ["丁", "甲", "-", "丁"]

    def test_what_else_is_not_known_does_not_make_it_provisional(self):
        result = plain("vetoes: {v: {when: n > 0, effect: {unscored: true}}}", "id s n\na - 1\nb - 0")
        assert result.provisional.tolist() == [False, True]

    def test_another_veto_that_is_open_does(self):
        vetoes = "vetoes: {v: {when: n > 0, effect: {unscored: true}}, w: {when: m > 0, effect: {bar: 先进}}}"
        assert plain(vetoes, "id s n m\na 90 1 -\nb 90 1 0").provisional.tolist() == [True, False]

    def test_it_is_no_ranked_unit_of_a_share(self):
        grades_ = "grades: {甲: {top: 50%, within: 全部}, 丁: {}}"
        table = "id s n\na 95 1\nb 90 0\nc 85 0\nd 80 0\ne 75 1"
        result = plain(f"vetoes: {{v: {{when: n > 0, effect: {{unscored: true}}}}}}\n{grades_}", table)
        assert grades(result) == ["-", "甲", "丁", "丁", "-"]  # half of three, rounded down

    def test_unscored_false_is_nothing(self):
        vetoes = "vetoes: {v: {when: n > 0, effect: {unscored: false, deduct: 5}}}"
        assert totals(plain(vetoes, TABLE)) == ["90", "90", "85", "80"]
        found = refusals(PLAIN + "vetoes: {v: {when: n > 0, effect: {unscored: maybe}}}", TABLE)
        assert found[0] == ("S115", "maybe is not one of true, false")
