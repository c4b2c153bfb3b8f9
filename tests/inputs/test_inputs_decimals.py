"""Columns of numbers of very different size have the values and decimals that their texts have, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemes_by_hand import scheme_of

from evalkit.inputs.block import texts_of
from evalkit.inputs.cells.decimals import measured
from evalkit.inputs.cells.grammar import Grammar
from evalkit.inputs.cells.reading import Reading

numbers = st.builds(
    lambda mantissa, decimals: (mantissa, decimals), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 20)
)


def spelled(mantissa: int, decimals: int) -> str:
    digits = f"{abs(mantissa):0{decimals + 1}}"
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return ("-" if mantissa < 0 else "") + whole + (f".{rest}" if rest else "")


@pytest.mark.parametrize("kind", ["number", "percent"])
@given(given=st.lists(numbers, min_size=1, max_size=8))
def test_numbers_of_any_size(kind, given):
    grammar = Grammar(scheme_of({"数": kind}).inputs["数"])
    by_texts, by_numbers = Reading(grammar), Reading(grammar)
    by_texts.add_texts(texts_of(spelled(*number) for number in given))
    settled = by_numbers.settle(np.array([float(spelled(*number)) for number in given]))
    assert settled is not None
    by_numbers.add_numbers(settled)
    first, second = by_texts.finish(), by_numbers.finish()
    assert first.values.tolist() == second.values.tolist()
    assert first.decimals == second.decimals


@pytest.mark.parametrize(
    ("values", "each"),
    [
        ([0.142857142857143, 14285.7142857143], [15, 10]),
        ([1e-20, 999999999999999.0, 0.0, np.nan], [20, 0, 0, 0]),
        ([0.1, 100000000000000.0, 99999999999999.9], [1, 0, 1]),
    ],
)
def test_each_number_has_its_own_decimals(values, each):
    measure = measured(np.array(values))
    assert measure is not None
    assert measure.each is not None
    assert measure.each.tolist() == each


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e15, 1e-21, np.inf, -np.inf, 1 / 3])
def test_more_than_fifteen_digits_are_none_of_these(value):
    assert measured(np.array([0.25, value])) is None
