"""`extends`: a scheme built on another says only what changes."""

from textwrap import dedent

import pytest
from together import found, scored, scores, told, write

BASE = """
# base.yaml
evalkit: 1
title: this year
points: 20
missing: zero
units: {id: id}
inputs: {a: {type: count, owner: Office}, b: count, c: count}
values: {double: 2 * a}
tables: {steps: {x: 1, y: 2}}
criteria:
  first:
    points: 14
    criteria:
      a: {points: 10, deduct: {each: b, points: 1}, basis: art. 1}
      b: {points: 4, at_least: {2: 100%, 1: 50%, else: 0}}
  c: {points: 6, value: "min(c, double)"}
vetoes:
  false: {when: c > 9, effect: {grade: low}, basis: art. 9}
grades:
  high: {at_least: 15, below: 18}
  low: {}
# data.csv
id,a,b,c,d
1,3,2,6,1
"""


def outcome(tmp_path, scheme, *names):
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\n" + scheme)
    return scores(scored(tmp_path), *names)[0]


def test_what_is_not_said_is_as_in_the_base(tmp_path):
    # a: 10 - 2 · 1; b: 2 is enough for all; c: 6 of 6
    assert outcome(tmp_path, "", "a", "b", "c", "total", "grade") == ["8", "4", "6", "18", "low"]


def test_fields_of_a_criterion_merge_and_bands_are_replaced_whole(tmp_path):
    scheme = """
    criteria:
      first:
        criteria:
          a: {points: 9, deduct: {points: 3}}
          b: {at_least: {3: 100%, else: 1}}
    """
    # a: 9 - 2 · 3, for each b still; b: 2 is below 3, and the base's line for 2 is gone
    assert outcome(tmp_path, dedent(scheme), "a", "b") == ["3", "1"]


def test_another_kind_of_rule_replaces_the_rule(tmp_path):
    assert outcome(tmp_path, "criteria: {first: {criteria: {b: {full_if: x >= 2}}}}\n", "b") == ["4"]
    assert outcome(tmp_path, "criteria: {first: {criteria: {b: {full_if: x >= 3}}}}\n", "b") == ["0"]


def test_new_names_come_last_and_none_takes_out(tmp_path):
    scheme = "inputs: {d: count, c: none}\ncriteria: {c: none, d: {points: 6, value: double - d}}\nvetoes: none\n"
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\n" + scheme)
    result = scored(tmp_path)
    assert [child.criterion.name for child in result.plan.top.children] == ["first", "d"]
    assert list(result.plan.scheme.inputs) == ["a", "b", "d"]
    assert not result.plan.vetoes
    assert found(tmp_path / "scheme.yaml") == []


def test_a_map_that_says_all_names_gives_them_its_order(tmp_path):
    # 18 points: `top` stands before `high` and holds; said at the end it would never be reached.
    scheme = "grades: {top: {at_least: 18}, high: {}, low: {}}\n"
    assert outcome(tmp_path, scheme, "grade") == ["top"]


def test_bounds_of_a_grade_are_fields(tmp_path):
    # 18 is at least 15, but the base's `below: 18` still holds; with another `below` it does not.
    assert outcome(tmp_path, "grades: {high: {at_least: 16}}\n", "grade") == ["low"]
    assert outcome(tmp_path, "grades: {high: {below: 19}}\n", "grade") == ["high"]


def test_a_short_form_says_one_field(tmp_path):
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\ninputs: {a: number, b: {owner: Archive}}\n")
    inputs = scored(tmp_path).plan.scheme.inputs
    assert (inputs["a"].type, inputs["a"].owner) == ("number", "Office")
    assert (inputs["b"].type, inputs["b"].owner) == ("count", "Archive")


def test_points_that_no_longer_add_up_are_told_where_they_stand(tmp_path):
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\ncriteria: {c: {points: 7}}\n")
    assert told(tmp_path / "scheme.yaml") == ["points-off base.yaml:3"]


def test_a_mistake_is_told_in_the_file_that_makes_it(tmp_path):
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\ncriteria:\n  c: {value: cc}\n")
    assert told(tmp_path / "scheme.yaml") == ["unknown-name scheme.yaml:3"]
    write(tmp_path, BASE.replace("2 * a", "2 * aa") + "# scheme.yaml\nextends: base.yaml\n")
    assert told(tmp_path / "scheme.yaml") == ["unknown-name base.yaml:7"]


def test_a_criterion_cannot_move_in_the_tree(tmp_path):
    write(tmp_path, BASE + "# scheme.yaml\nextends: base.yaml\ncriteria: {a: {points: 5}}\n")
    assert "same-criterion scheme.yaml:2" in told(tmp_path / "scheme.yaml")


def test_a_base_may_itself_have_a_base(tmp_path):
    scheme = "# scheme.yaml\nextends: middle.yaml\ncriteria: {c: {points: 7}}\n"
    write(tmp_path, BASE + "# middle.yaml\nextends: base.yaml\npoints: 21\n" + scheme)
    assert found(tmp_path / "scheme.yaml") == []
    assert scores(scored(tmp_path), "total") == [["18"]]


@pytest.mark.parametrize(
    ("scheme", "slug"),
    [
        ("criteria: {first: {criteria: {z: none}}}", "not-there"),
        ("inputs: {z: none}", "not-there"),
        ("bonus: none", "not-there"),
        ("extends_: x", "unknown-key"),
    ],
)
def test_what_is_not_there_cannot_be_taken_out(tmp_path, scheme, slug):
    write(tmp_path, BASE + f"# scheme.yaml\nextends: base.yaml\n{scheme}\n")
    assert [one.kind.slug for one in found(tmp_path / "scheme.yaml")] == [slug]


def test_without_a_base_none_means_nothing(tmp_path):
    write(tmp_path, BASE.replace('  c: {points: 6, value: "min(c, double)"}\n', "  c: none\n"))
    assert "wrong-form base.yaml:15" in told(tmp_path / "base.yaml")


def test_a_class_changes_what_the_base_changes_for_it(tmp_path):
    text = """
    # base.yaml
    evalkit: 1
    title: t
    units: {id: id, class: kind}
    inputs: {a: count}
    criteria:
      a: {points: 10, deduct: {each: a, points: 1}, by_class: {town: {deduct: {points: 2}}}}
    # scheme.yaml
    extends: base.yaml
    criteria: {a: {by_class: {town: {points: 20}, village: {points: 5}}}}
    # data.csv
    id,kind,a
    1,town,3
    2,village,3
    """
    write(tmp_path, text)
    assert scores(scored(tmp_path), "a") == [["14"], ["2"]]  # 20 - 3 · 2, 5 - 3 · 1
