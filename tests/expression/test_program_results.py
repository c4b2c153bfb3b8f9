from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from evalkit.expression.bounds import intervals as bounds
from evalkit.expression.columns.program import Program, Result, values
from evalkit.expression.data import Column, Data, Grouped
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
