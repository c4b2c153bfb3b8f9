"""What a blank stands for: a value of the input's kind, for what is not reported, and for nothing else."""

import pytest
from worked import check, codes

from evalkit.diagnostics import EvalkitError


def test_a_blank_flag_counts_as_no():
    check(
        """
        inputs: {f: {type: flag, missing: no}, g: flag}
        criteria:
          a: {points: 10, full_if: f}
          b: {points: 10, add: [{if: f, points: 4}, {if: not f, points: 1}]}
          c: {points: 10, full_if: g}
        """,
        """
        f   g   | a  b  c
        yes yes | 10 4  10
        no  no  | 0  1  0
        -   -   | 0  1  ?
        n/a n/a | ?  ?  ?     # does not apply is no blank
        """,
    )


def test_a_blank_number_or_level_counts_as_said():
    check(
        """
        inputs:
          n: {type: count, missing: 0}
          p: {type: percent, missing: 50%}
          l: {type: level, levels: {full: 2, half: 1, none: 0}, missing: none}
        criteria:
          n: {points: 10, deduct: {each: n, points: 2}}
          p: {points: 10, at_least: {60%: 10, 50%: 5, else: 0}}
          l: {points: 10, levels: {full: 10, half: 5, none: 1}}
          m: {points: 10, value: l, score: 5 * x}
        """,
        """
        n p  l    | n  p  l  m
        3 60 half | 4  10 5  5
        - -  -    | 10 5  1  0
        """,
    )


def test_peers_see_what_a_blank_stands_for():
    check(
        "inputs: {n: {type: number, missing: 2}}\ncriteria: {n: {points: 10, full_if: x >= peer_mean(x)}}",
        """
        n | n
        4 | 10    # the mean of 4 and 2 is 3
        - | 0
        """,
    )


@pytest.mark.parametrize(
    ("input_", "code"),
    [
        ("{type: flag, missing: 0}", "E204"),
        ("{type: count, missing: no}", "E204"),
        ("{type: level, levels: [a, b], missing: 3}", "E204"),
        ("{type: judged, missing: 3}", "E204"),
        ("{type: level, levels: [a, b], missing: c}", "E209"),
    ],
)
def test_what_a_blank_stands_for_is_of_its_kind(input_, code):
    assert code in codes(f"inputs: {{n: {input_}}}\ncriteria: {{q: {{points: 10, full_if: is_known(n)}}}}")


def test_what_cannot_be_read_is_no_blank():
    with pytest.raises(EvalkitError):
        check("inputs: {n: {type: count, missing: 0}}\ncriteria: {n: {points: 10}}", "n | n\nmany | 0")
