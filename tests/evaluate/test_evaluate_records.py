"""Rows below the units: what they come to in inputs and in lines of an account."""

import pytest
from below import hints, provisional, scored, scores, wrong

CASES = """
id kind n    w day        project
a  late 1    1 2025-01-05 p
a  late 2    3 2025-02-05 p
a  lost 6    0 2025-02-07 q
b  lost -    1 2025-01-31 p
b  late 4    1 2025-03-01 -
c  -    8    1 2025-01-01 p
"""
COLUMNS = "{kind: {type: level, levels: [late, lost]}, n: number, w: number, day: date, project: text}"
UNITS = {"units": "id\n a\n b\n c\n d", "cases": CASES}
"""b has a number that is not known, c a kind that is not known, d no cases."""

INPUTS = {
    "type: count": "3 2 1 0",
    'type: count, where: kind == "late"': "2 1 ? 0",
    "type: count, where: n >= 2": "2 ? 1 0",  # 2 itself is in
    "type: count, where: n > 2": "1 ? 1 0",
    "type: count, once_per: project": "2 ? 1 0",  # one project of b is not told
    "type: count, once_per: month(day)": "2 2 1 0",
    "type: count, once_per: kind": "2 2 ? 0",
    'type: count, where: kind == "lost", once_per: project': "1 1 ? 0",  # the other of b is not lost
    "type: number, sum: n": "9 ? 8 0",
    "type: number, sum: n * w": "7 ? 8 0",  # 1 · 1 + 2 · 3 + 6 · 0
    "type: number, sum: n, where: is_known(n)": "9 4 8 0",
    "type: number, sum: n, once_per: project": "7 ? 8 0",  # 1, the first of p, and 6
    "type: number, sum: n, once_per: month(day)": "3 ? 8 0",  # 1 and 2
    "type: number, mean: n": "3 4 8 ?",  # what is known
    "type: number, mean: n, weight: w": "1.75 4 8 ?",  # (1 + 2 · 3) / 4
    "type: number, mean: n, trim: 1": "2 ? ? ?",  # nothing is left of one
    "type: number, mean: n, trim: 2": "? ? ? ?",  # nor of three without two on each side
    "type: number, mean: n, trim: 1, weight: w": "2 ? ? ?",
    "type: number, mean: w, where: w > 0": "2 1 1 ?",
    "type: number, min: n": "1 4 8 ?",
    "type: number, max: n": "6 4 8 ?",
    "type: number, max: n / 3": "2 1.33 2.67 ?",
    'type: number, max: n, where: kind == "late"': "2 4 ? ?",
    "type: number, max: nth(project)": "2 1 1 ?",
    "type: count, where: nth(project) > 1": "1 ? 0 0",
    "type: count, where: nth() <= 2": "2 2 1 0",
    'type: number, sum: "peer_rank(n, within=unit)"': "6 ? 1 0",
    'type: number, min: "peer_rank(n, within=all)"': "2 3 1 ?",  # 8, 6, 4, 2, 1
    'type: number, min: "peer_rank(n, within=kind)"': "1 1 ? ?",
    'type: number, max: "peer_count(n, within=project)"': "3 3 3 ?",  # of p 1, 2 and 8
    'type: number, max: "peer_sum(n, within=both)"': "9 4 8 ?",  # all of the class: its own unit's only
}


@pytest.mark.parametrize(("declared", "expected"), INPUTS.items())
def test_an_input(declared: str, expected: str) -> None:
    scheme = f"""
        records: {{cases: {{columns: {COLUMNS}, scopes: {{both: [class, unit]}}}}}}
        inputs: {{k: {{{declared}, from: cases}}}}
        criteria: {{k: {{points: 100, floor: none, cap: none}}}}
    """
    assert scores(scored(scheme, UNITS), "k") == expected.split()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", "1 1 1 0"),
        (', where: kind == "late"', "1 1 ? 0"),
        (", where: n >= 6", "1 ? 1 0"),
        (", where: n >= 4", "1 1 1 0"),  # one case of b surely is; what the other is makes no difference
        (", where: n > 8", "0 ? 0 0"),
    ],
)
def test_a_flag_is_whether_there_is_any(where: str, expected: str) -> None:
    scheme = f"""
        records: {{cases: {{columns: {COLUMNS}}}}}
        inputs: {{k: {{type: flag, from: cases{where}}}}}
        criteria: {{k: {{points: 1, full_if: k}}}}
    """
    assert scores(scored(scheme, UNITS), "k") == expected.split()


LINES = {
    "{each: cases, points: 0.5}": "1.5 1 0.5 0",
    "{each: cases, points: 5%}": "1.5 1 0.5 0",  # of 10 points
    '{each: cases, where: kind == "late", points: 1}': "2 1 ? 0",
    "{each: cases, points: n}": "9 ? 8 0",
    "{each: cases, points: n, cap: 7.5}": "7.5 ? 7.5 0",
    "{each: cases, points: 0.5, times: w}": "2 1 0.5 0",  # 1 + 3 + 0, 1 + 1, 1
    "{each: cases, points: 1, once_per: kind}": "2 2 ? 0",
    '{each: cases, points: 1, where: kind == "late", once_per: project}': "1 ? ? 0",
    "{each: cases, points: w, highest_per: kind}": "3 2 ? 0",  # late 3, lost 0; late 1, lost 1
    "{each: cases, points: w, highest_per: id_of_unit}": "3 1 1 0",
    "{each: cases, points: 1, highest_per: id_of_unit}": "1 1 1 0",
    '{each: cases, points: "lookup(rate, kind)"}': "4 3 ? 0",  # 1 + 1 + 2, 2 + 1
    '{each: cases, points: "if(nth(kind) > 1, 2, 0.5)"}': "3 1 ? 0",  # 0.5 + 2 + 0.5
    '{each: cases, points: "if(nth() > 1, 2, 0.5)"}': "4.5 2.5 0.5 0",
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_a_line_for_each_record(line: str, expected: str) -> None:
    scheme = f"""
        records: {{cases: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        tables: {{rate: {{late: 1, lost: 2}}}}
        values: {{id_of_unit: 1}}
        criteria: {{k: {{points: 10, add: {line}, cap: none}}}}
    """
    assert scores(scored(scheme, UNITS), "k") == expected.split()


def test_ties_of_the_highest_count_once() -> None:
    scheme = """
        records: {wins: {columns: {project: text, level: number}}}
        inputs: {}
        criteria: {k: {points: 10, add: {each: wins, points: level, highest_per: project}}}
    """
    wins = "id project level\n a p 3\n a p 3\n a q 1\n a q 1\n b p 3"
    assert scores(scored(scheme, {"units": "id\n a\n b", "wins": wins}), "k") == ["4", "3"]


def test_a_record_that_may_or_may_not_count_leaves_the_unit_provisional() -> None:
    scheme = """
        records: {cases: {columns: {kind: {type: level, levels: [late, lost]}}}}
        inputs: {}
        criteria:
          k: {points: 10, deduct: {each: cases, where: kind == "late", points: 4}}
    """
    result = scored(scheme, {"units": "id\n a\n b", "cases": "id kind\n a late\n a -\n b lost\n b late"})
    assert scores(result, "k") == ["?", "6"]
    assert provisional(result) == ["0…10", "-"]


def test_lines_of_records_beside_others() -> None:
    scheme = """
        records: {cases: {columns: {n: number}}}
        inputs: {late: count}
        criteria:
          k: {points: 10, deduct: {cap: 6, terms: [{each: cases, points: 1}, {each: late, points: 2}]}}
          m: {points: 10, deduct: {combine: max, terms: [{each: cases, points: n}, {each: late, points: 2}]}}
    """
    units = "id late\n a 1\n b 3\n c 0"
    result = scored(scheme, {"units": units, "cases": "id n\n a 1\n a 2\n b 9\n"})
    assert scores(result, "k", "m") == ["6 7", "4 1", "10 10"]


def test_a_veto_on_records() -> None:
    """A count is not known where one case may or may not be of the kind, and then the veto is not determined."""
    scheme = """
        records: {cases: {columns: {kind: {type: level, levels: [fraud, late]}}}}
        inputs: {frauds: {type: count, from: cases, where: kind == "fraud"}}
        criteria: {k: {points: 10, deduct: {each: cases, points: 1}}}
        vetoes: {fraud: {when: frauds > 0, effect: {score: 0}}}
    """
    cases = "id kind\n a late\n b fraud\n b late\n c -"
    result = scored(scheme, {"units": "id\n a\n b\n c\n d", "cases": cases})
    assert scores(result, "k") == ["9", "8", "9", "10"]
    assert [str(result.total[row]) for row in range(4)] == ["9", "0", "9", "10"]
    assert provisional(result) == ["-", "-", "0…9", "-"]


def test_who_agrees_stands_in_one_scope_of_the_units() -> None:
    scheme = """
        records: {cases: {columns: {n: number}, scopes: {s: [同类, parent]}}}
        inputs: {k: {type: number, from: cases, sum: "peer_mean(n, within=s)"}}
        criteria: {k: {points: 10}}
    """
    assert wrong(scheme) == ["E208 there is no scope s"]


def test_what_a_unit_has_stands_among_its_records_once() -> None:
    """The records of a unit have what the unit has, and other units are compared by it once, not for each record."""
    scheme = """
        records: {cases: {columns: {n: number}}}
        inputs:
          s: number
          k: {type: number, from: cases, max: "peer_count(s, within=all)"}
          m: {type: number, from: cases, sum: "peer_sum(s, within=unit)"}
          l: {type: number, from: cases, sum: n * s}
        criteria: {k: {points: 100}, m: {points: 100}, l: {points: 100}}
    """
    result = scored(scheme, {"units": "id s\n a 2\n b 3", "cases": "id n\n a 5\n a 6\n b 7"})
    assert scores(result, "k", "m", "l") == ["2 4 22", "2 3 21"]


COLUMN_ELSEWHERE = "it is a column of the records cases; count or sum them in an input with from: cases"


def test_a_column_is_no_name_outside_its_records() -> None:
    scheme = """
        records: {cases: {columns: {fee: number}}}
        inputs: {s: number}
        criteria: {k: {points: 10, value: fee + s}}
    """
    assert wrong(scheme) == ["E201 fee is neither an input nor a value"]
    assert hints(scheme) == [COLUMN_ELSEWHERE]


@pytest.mark.parametrize("asked", ["child_sum(fee)", "of_parent(fee)", "previous(fee)", "streak(fee > 1)"])
def test_other_units_are_not_asked_for_a_record(asked: str) -> None:
    scheme = f"""
        records: {{cases: {{columns: {{fee: number}}}}}}
        inputs: {{k: {{type: number, from: cases, sum: {asked}}}}}
        criteria: {{k: {{points: 10}}}}
    """
    assert wrong(scheme) == [f"S605 {asked} is of each row of cases, not of a unit"]


def test_nth_is_for_records() -> None:
    scheme = """
        records: {cases: {columns: {fee: number}}}
        inputs: {s: number}
        criteria: {k: {points: 10, value: nth(s)}}
    """
    assert [text[:4] for text in wrong(scheme)] == ["E205"]
