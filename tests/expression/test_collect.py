"""What the rows of each unit make together, on whole numbers as large as they come."""

from fractions import Fraction

import numpy as np
import pytest

from evalkit.expression.collect import Rows, coded, collect, joined
from evalkit.expression.data import Column, Grouped
from evalkit.expression.values import Reason, Unknown

LARGE = 10**15 * 10**9
"""The largest number of 15 digits at nine decimals: no int64."""


def collected(function, rows, count, decimals=9):
    """Rows are (unit, whole number or None, whether it counts or None)."""
    owners, wholes, holds = zip(*rows, strict=True) if rows else ((), (), ())
    numbers = np.array([whole or 0 for whole in wholes], dtype=object if LARGE in wholes else np.int64)
    known = np.array([whole is not None for whole in wholes], dtype=bool)
    sure = np.array([held is True for held in holds], dtype=bool)
    open_ = np.array([held is None for held in holds], dtype=bool)
    rows_ = None if sure.all() else Rows(sure, open_)
    source = collect(function, numbers, decimals, known, rows_, np.array(owners, dtype=np.int64), count)
    return [source.exact(row, "n") for row in range(count)]


def test_sums_are_exact_and_of_nothing_0():
    rows = [(0, 5, True), (2, -7, True), (0, 6, True), (0, 9, False), (-1, 1, True)]
    assert collected("sum", rows, 3) == [Fraction(11, 10**9), 0, Fraction(-7, 10**9)]
    assert collected("sum", [], 2) == [0, 0]


@pytest.mark.parametrize("whole", [LARGE, 2**61, 10**15])
def test_what_no_float_holds_is_exact(whole):
    found = collected("sum", [(0, whole, True), (0, whole, True), (0, 1, True), (1, 1, True), (2, None, True)], 3)
    assert found[:2] == [Fraction(2 * whole + 1, 10**9), Fraction(1, 10**9)]
    assert isinstance(found[2], Unknown)


@pytest.mark.parametrize("function", ["sum", "min", "max"])
def test_nothing_is_left_out_silently(function):
    rows = [(0, None, True), (0, 3, True), (1, 3, None), (2, None, False), (2, 4, True), (3, None, None)]
    first, second, third, last = collected(function, rows, 4, decimals=0)
    assert (first, second, last) == (Unknown(Reason.NOT_REPORTED, ("n",)),) * 2 + (first,)
    assert third == 4


def test_extremes_of_nothing_are_undefined_also_beside_large_ones():
    assert collected("min", [(0, 4, True), (0, -4, True), (1, 1, False)], 2, 0) == [
        -4,
        Unknown(Reason.UNDEFINED, ("n",)),
    ]
    large, nothing = collected("max", [(0, LARGE, True), (0, LARGE - 1, True), (1, 1, False)], 2)
    assert large == Fraction(LARGE, 10**9)
    assert isinstance(nothing, Unknown)
    assert nothing.reason is Reason.UNDEFINED


def test_a_column_has_no_more_decimals_than_it_needs():
    source = collect("sum", np.array([1500, 250]), 3, np.ones(2, bool), None, np.arange(2), 2)
    assert isinstance(source, Column)
    assert source.decimals == 2
    assert not isinstance(source, Grouped)


def test_rows_that_agree_in_all_keys_are_one_group():
    first = coded(np.array([5, 5, 7, 7, 9]), np.array([True, True, True, True, False]))
    groups = joined([first, np.array([0, 1, 0, 0, 0]), np.array([3, 3, 3, -1, 3])])
    assert groups[3] == groups[4] == -1
    assert len(set(groups[:3].tolist())) == 3
    assert joined([np.array([4, 2, 4]), np.array([1, 1, 1])]).tolist() == [1, 0, 1]
    assert joined([np.array([], dtype=np.int64)] * 2).tolist() == []
