"""Equals are equal, whatever their decimals: judged against the fractions themselves, which nothing rounds."""

from __future__ import annotations

import random
from fractions import Fraction

import pandas as pd
import pytest

import evalkit
from evalkit.evaluate import criterion_scores
from evalkit.inputs import from_frame
from evalkit.loader import from_text
from evalkit.plan import compile_scheme

SCHEME = """
evalkit: 1
title: equals
units: {id: id, class: cls}
inputs: {a: count, b: count}
values: {r: a / b}
criteria:
  best: {points: 10, value: r, full_if: x == peer_max(x)}
  near: {points: 10, value: peer_max(r) - r, at_most: {0: 10, 1%: 8, else: 0}}
  step: {points: 10, value: r, deduct: {below: peer_max(x), per: 100%, points: 4, steps: started}}
  part: {points: 10, value: r, ratio: best}
  mean: {points: 10, value: r, full_if: x >= peer_mean(x)}
"""


@pytest.mark.parametrize("seed", range(40))
def test_the_best_is_the_best_and_equals_are_the_mean(seed: int) -> None:
    """Fractions of numbers below 14 differ by more than 1/169, so that they differ at 9 decimals as well."""
    made = random.Random(seed)
    pairs = [(made.randint(1, 13), made.randint(1, 13)) for _ in range(12)]
    once = made.choice(pairs)
    pairs += [(once[0] * factor, once[1] * factor) for factor in (2, 3, 7)]
    classes = [made.choice("xy") for _ in pairs[:12]] + ["z"] * 3  # in z all are equal
    problems = evalkit.Problems()
    scheme = from_text(SCHEME, problems)
    assert scheme is not None
    frame = pd.DataFrame(
        [[f"u{n}", c, str(a), str(b)] for n, (c, (a, b)) in enumerate(zip(classes, pairs, strict=True))],
        columns=["id", "cls", "a", "b"],
    )
    result = evalkit.score(compile_scheme(scheme, problems), from_frame(scheme, frame, problems=problems))
    found = criterion_scores(result, result.plan.top.children, range(len(pairs)))
    shares = [Fraction(a, b) for a, b in pairs]
    for number, (class_, share) in enumerate(zip(classes, shares, strict=True)):
        best = max(other for other, its in zip(shares, classes, strict=True) if its == class_)
        is_best = share == best
        assert (found["best"][number] == 10) is is_best
        assert (found["near"][number] == 10) is is_best
        assert (found["step"][number] == 10) is is_best
        assert (found["part"][number] == 10) is is_best
        assert class_ != "z" or found["mean"][number] == 10
