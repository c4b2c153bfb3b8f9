from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import nasty_nodes as nasty
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalkit.expression import exact
from evalkit.expression.bounds import intervals as bounds
from evalkit.expression.columns.program import Program, Result
from evalkit.expression.data import Data, Grouped
from evalkit.expression.nodes import Node, Type, reachable
from evalkit.expression.values import Unknown, Value

SETTINGS = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def exact_rows(roots: list[Node], data: Data) -> list[dict[Node, Value]]:
    def row_values(row: int) -> dict[Node, Value]:
        read = lambda leaf: data.source(leaf).exact(row, str(leaf.data[0]))  # noqa: E731
        return exact.compute(roots, read, {node: source.exact(row, "") for node, source in data.gathered.items()})

    return [row_values(row) for row in range(data.count)]


def check(program: Program, root: Node, result: Result, place: int, expected: Value) -> None:
    value = result.values[place]
    if root.type is Type.TRUTH:
        unknown = result.unknown is not None and bool(result.unknown[place])
        assert unknown is isinstance(expected, Unknown), (root, value, expected)
        assert bool(value) is (expected is True), (root, value, expected)
    elif root.type is Type.TEXT:
        assert (None if value < 0 else result.labels[value]) == (None if isinstance(expected, Unknown) else expected)
    else:
        check_number(program, root, result, place, expected)


def check_number(program: Program, root: Node, result: Result, place: int, expected: Any) -> None:
    value = float(result.values[place])
    assert math.isnan(value) is isinstance(expected, Unknown), (root, value, expected)
    if isinstance(expected, Unknown):
        assert result.counts is None or result.whole()[1][place]
        return
    bounds, error = program.bounds(root), program.error(root)
    assert bounds.low <= expected <= bounds.high
    if bounds.denominator is not None and bounds.denominator.bound == 1:
        assert bounds.denominator.fixed % expected.denominator == 0
    allowed = error.at(float(abs(expected)))
    assert math.isfinite(value)
    if math.isfinite(allowed):
        assert abs(Fraction(value) - expected) <= Fraction(allowed), (root, value, float(expected), error)
    if result.counts is not None and abs(expected) < 2**40:
        decimals = root.data[1]
        assert result.whole()[0][place] == expected * Fraction(10) ** decimals
    if root.operation in ("steps", "count_known", "calendar", "indicator") and abs(expected) < 2**53:
        assert value == expected


def run_and_check(roots: list[Node], data: Data, expected: list[dict[Node, Value]], block: int) -> None:
    program = Program(roots, data)

    def take(start: int, stop: int, results: dict[Node, Result]) -> None:
        for place in range(stop - start):
            for root, result in results.items():
                check(program, root, result, place, expected[start + place][root])

    program.run(data, take, block=block)


@SETTINGS
@given(builder=nasty.graphs(), data=nasty.data(), groups=nasty.groups(), block=st.sampled_from([5, 12, 100]))
def test_columns_give_what_the_exact_back_end_gives(
    builder: nasty.Builder, data: Data, groups: Grouped, block: int
) -> None:
    data = Data(data.count, data.columns, {builder.peers: groups})
    roots = list(dict.fromkeys(builder.made))
    expected = exact_rows(roots, data)
    run_and_check(roots, data, expected, block)
    run_and_check(roots[-1:], data, expected, block)  # its buffers are used again: nothing else is kept


@SETTINGS
@given(builder=nasty.graphs(), data=nasty.data(), groups=nasty.groups())
def test_bounds_hold_for_every_unit(builder: nasty.Builder, data: Data, groups: Grouped) -> None:
    data = Data(data.count, data.columns, {builder.peers: groups})
    roots = [node for node in builder.made if node.type is Type.NUMBER]
    known = bounds.compute(reachable(roots), lambda leaf: bounds.of_source(data.source(leaf)))
    for values in exact_rows(roots, data):
        for root in roots:
            value = values[root]
            if isinstance(value, Unknown):
                assert known[root].unknown
            else:
                assert known[root].low <= value <= known[root].high, [
                    (n, known[n].low, known[n].high, values.get(n)) for n in reachable([root])
                ]


@SETTINGS
@given(builder=nasty.graphs(), data=nasty.data(), groups=nasty.groups(), order=st.permutations(range(nasty.ROWS)))
def test_batches_and_the_order_of_rows_change_nothing(
    builder: nasty.Builder, data: Data, groups: Grouped, order: list[int]
) -> None:
    data = Data(data.count, data.columns, {builder.peers: groups})
    root = builder.made[-1]
    program = Program([root], data)
    whole, shuffled, batch = ([np.empty(0)] for _ in range(3))
    program.run(data, lambda _, __, results: whole.append(results[root].values.copy()))
    program.run(
        data, lambda _, __, results: shuffled.append(results[root].values.copy()), rows=np.array(order), block=5
    )
    program.run(data.batch(4, 9), lambda _, __, results: batch.append(results[root].values.copy()), block=3)
    np.testing.assert_array_equal(np.concatenate(shuffled), np.concatenate(whole)[order])
    np.testing.assert_array_equal(np.concatenate(batch), np.concatenate(whole)[4:9])
