from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from evalkit.expression.bounds import intervals as bounds
from evalkit.expression.columns.program import Program, Result, values
from evalkit.expression.data import PIECE, Column, Data, Extent, Grouped
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node, Type
from evalkit.expression.values import Reason, Unknown


@pytest.fixture
def graph() -> Graph:
    return Graph()


def numbers(*cells: float, decimals: int = 0, states: dict[int, Reason] | None = None) -> Column:
    return Column(Type.NUMBER, np.array(cells), decimals=decimals, states=states or {})


def results(root: Node, data: Data) -> tuple[Result, int]:
    found: list[Result] = []
    redone = Program([root], data).run(data, lambda _, __, given: found.append(given[root]))
    return found[0], redone


def test_a_ratio_on_its_edge_passes_it_without_a_second_look(graph: Graph) -> None:
    ratio = graph.div(graph.column("part", Type.NUMBER), graph.column("whole", Type.NUMBER))
    root = graph.compare(">=", ratio, graph.number(Fraction(95, 100)))
    data = Data(3, {"part": numbers(19, 18, 999_999), "whole": numbers(20, 20, 1_052_630)})
    result, redone = results(root, data)
    assert result.values.tolist() == [True, False, True]
    assert redone == 0


def test_a_tie_in_a_sum_of_ratios_is_decided_on_exact_values(graph: Graph) -> None:
    columns = {f"c{place}": numbers(1, 1_000_003) for place in range(8)}
    ratios = [graph.div(graph.column(name, Type.NUMBER), graph.column(name + "_", Type.NUMBER)) for name in columns]
    columns |= {name + "_": numbers(8000, 1_000_033 + place) for place, name in enumerate(list(columns))}
    root = graph.round(graph.mul(graph.add(*ratios), graph.number(5)), "half_up", 2)
    result, redone = results(root, Data(2, columns))
    assert result.whole()[0][0] == 1  # 8 / 8000 * 5 = 0.005
    assert redone == 1


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("half_up", [13, -13, 12]), ("half_even", [12, -12, 12]), ("up", [13, -13, 12]), ("down", [12, -12, 12])],
)
def test_rounding_counts_units_of_the_last_decimal(graph: Graph, mode: str, expected: list[int]) -> None:
    root = graph.round(graph.column("x", Type.NUMBER), mode, 2)
    result, redone = results(root, Data(4, {"x": numbers(0.125, -0.125, 0.12, np.nan, decimals=3)}))
    whole, unknown = result.whole()
    assert whole.tolist() == [*expected, 0]
    assert unknown.tolist() == [False, False, False, True]
    assert redone == 0


def test_a_rounded_constant_is_counted_too(graph: Graph) -> None:
    root = graph.round(graph.number(Fraction(1, 8)), "half_up", 2)
    result, _ = results(root, Data(2, {}))
    assert result.whole()[0].tolist() == [13, 13]


def test_texts_are_places_in_the_labels(graph: Graph) -> None:
    level = graph.known(graph.column("level", Type.TEXT), graph.text("none"))
    data = Data(3, {"level": Column(Type.TEXT, np.array([1, -1, 0], dtype=np.int32), labels=("high", "low"))})
    result, _ = results(level, data)
    assert [result.labels[place] for place in result.values] == ["low", "none", "high"]


def test_not_applicable_prevails_over_other_reasons(graph: Graph) -> None:
    total = graph.add(graph.column("a", Type.NUMBER), graph.column("b", Type.NUMBER))
    data = Data(
        3,
        {"a": numbers(np.nan, np.nan, 1, states={0: Reason.NOT_APPLICABLE}), "b": numbers(np.nan, 1, 2)},
    )
    assert values(graph.not_applicable(total), data).tolist() == [True, False, False]


def test_what_is_known_by_another_value_is_not_not_applicable(graph: Graph) -> None:
    known = graph.make("known", graph.nothing(Reason.NOT_APPLICABLE), graph.column("x", Type.NUMBER))
    data = Data(2, {"x": numbers(1, np.nan)})
    assert values(graph.not_applicable(known), data).tolist() == [False, True]


def test_values_of_groups_are_read_by_row(graph: Graph) -> None:
    mean = graph.gather("mean", Along("peers", "class"), graph.column("x", Type.NUMBER))
    source = Grouped(np.array([1, 0, -1], dtype=np.int32), (Fraction(1, 3), Unknown(Reason.NOT_APPLICABLE)))
    data = Data(3, {}, {mean: source})
    np.testing.assert_array_equal(values(graph.mul(mean, graph.number(3)), data), [np.nan, 1.0, np.nan])
    assert values(graph.not_applicable(mean), data).tolist() == [True, False, False]
    assert source.exact(2, "x") == Unknown(Reason.NOT_REPORTED, ("x",))


def test_a_batch_keeps_its_reasons_and_the_extent_of_the_whole() -> None:
    column = numbers(1, np.nan, 3, states={1: Reason.NOT_READABLE})
    batch = column.batch(1, 2)
    assert batch.exact(0, "x") == Unknown(Reason.NOT_READABLE, ("x",))
    assert batch.extent == column.extent
    assert column.exact(2, "x") == 3


def test_the_extent_covers_what_comes_late_in_a_long_column() -> None:
    cells = np.full(2 * PIECE + 2, 5.0)
    cells[PIECE + 1], cells[2 * PIECE], cells[-1] = 7, np.nan, -1
    assert numbers(*cells).extent == Extent(-1, 7, unknown=True, not_applicable=False)
    assert numbers(*cells[:PIECE]).extent == Extent(5, 5, unknown=False, not_applicable=False)


def test_a_column_without_a_known_value_has_no_extremes() -> None:
    texts = Column(Type.TEXT, np.array([-1], dtype=np.int32), ("a",))
    for column in (numbers(np.nan), texts):
        assert np.isnan(column.extent.low)
        assert np.isnan(column.extent.high)
        assert column.extent.unknown
    assert not numbers().extent.unknown


@pytest.mark.parametrize("instead", [0, 2, 3, 5, 9])
def test_a_number_instead_of_the_unknown_leaves_what_is_known(graph: Graph, instead: int) -> None:
    """Below, among and above the known values, at their ends too."""
    root = graph.known(graph.column("x", Type.NUMBER), graph.number(instead))
    assert values(root, Data(3, {"x": numbers(2, np.nan, 5)})).tolist() == [2, instead, 5]


def test_what_holds_for_all_units_says_nothing_in_an_and_or_an_or(graph: Graph) -> None:
    x, y = graph.column("x", Type.NUMBER), graph.column("y", Type.NUMBER)
    many = graph.compare(">", y, graph.number(1))
    always, never = graph.compare(">=", x, graph.number(0)), graph.compare("<", x, graph.number(0))
    for cells, unknown in (((4, 5, 6), [False, False, True]), ((4, np.nan, np.nan), [False, True, True])):
        data = Data(3, {"x": numbers(*cells), "y": numbers(2, 1, np.nan)})
        both, _ = results(graph.both(always, many), data)
        either, _ = results(graph.either(never, many), data)
        assert both.values.tolist() == either.values.tolist() == [True, False, False]
        # y > 1 is surely false for the second unit, and so an and with it, whatever x is; not so an or.
        assert both.unknown is not None
        assert both.unknown.tolist() == [False, False, True]
        assert either.unknown is not None
        assert either.unknown.tolist() == unknown


def test_an_and_with_what_is_unknown_for_all_units_is_unknown(graph: Graph) -> None:
    """But false where the other is."""
    x, never_told = graph.column("x", Type.NUMBER), graph.column("y", Type.NUMBER)
    both = graph.both(graph.compare(">", never_told, graph.number(0)), graph.compare(">", x, graph.number(0)))
    root = graph.choose(both, graph.number(1), graph.number(0))
    for cells, expected in (((4, 5), [np.nan, np.nan]), ((4, -1), [np.nan, 0])):
        data = Data(2, {"x": numbers(*cells), "y": numbers(np.nan, np.nan)})
        np.testing.assert_array_equal(values(root, data), expected)


def test_no_rows_give_no_blocks(graph: Graph) -> None:
    assert values(graph.column("x", Type.NUMBER), Data(0, {"x": numbers()})).tolist() == []


def test_the_interval_of_a_score_follows_from_those_of_its_inputs(graph: Graph) -> None:
    ratio = graph.div(graph.column("part", Type.NUMBER), graph.column("whole", Type.NUMBER))
    score = graph.mul(graph.least(ratio, graph.number(1)), graph.number(20))
    inputs = {"part": (30, 90), "whole": (100, 120)}
    leaf = lambda node: bounds.between(*map(Fraction, inputs[node.data[0]]), decimals=0)  # noqa: E731
    assert bounds.interval(score, leaf) == (5, 18)


def test_a_table_that_two_nodes_read_keeps_its_unknown(graph: Graph) -> None:
    """What is missing is counted on the same ladder whose unknown a policy has replaced by 0."""
    x = graph.column("x", Type.NUMBER)
    ladder = graph.bands(x, [graph.number(1)], [graph.number(0), graph.number(5)], "left")
    score = graph.round(graph.known(ladder, graph.number(0)), "half_up", 0)
    key = graph.column("key", Type.TEXT)
    level = graph.pick(key, {"a": graph.number(3)}, graph.nothing("undefined"))
    total = graph.round(graph.add(score, graph.known(level, graph.number(0))), "half_up", 0)
    missing = graph.make("count_true", graph.is_unknown(ladder), graph.is_unknown(level))
    columns = {
        "x": Column(Type.NUMBER, np.array([2.0, np.nan, 0.0])),
        "key": Column(Type.TEXT, np.array([0, 0, -1], dtype=np.int32), ("a",)),
    }
    found: list[list[float]] = []
    Program([total, missing], Data(3, columns)).run(
        Data(3, columns), lambda _, __, results: found.extend(results[n].values.tolist() for n in (total, missing))
    )
    # 5 + 3, nothing + 3, 0 + nothing; of the second and the third one value is unknown.
    assert found == [[8.0, 3.0, 0.0], [0.0, 1.0, 1.0]]


def test_a_quotient_by_a_written_zero_is_never_known(graph: Graph) -> None:
    """So it is not counted among what is known, and another value stands in for it."""
    x = graph.column("x", Type.NUMBER)
    nothing = graph.div(x, graph.number(0))
    data = Data(2, {"x": numbers(3, np.nan)})
    assert values(graph.known(nothing, graph.number(7)), data).tolist() == [7, 7]
    assert values(graph.make("count_known", x, nothing), data).tolist() == [1, 0]
