"""How long numbers may grow: never less than they do, and without measure only where products are built on products."""

from fractions import Fraction
from itertools import pairwise

import pytest

from evalkit.diagnostics import Problems
from evalkit.expression.digits import measure
from evalkit.expression.exact import compute
from evalkit.loader import from_text
from evalkit.plan import compile_scheme

HEAD = "evalkit: 1\ntitle: t\nunits: id\ninputs: {a: number, b: number, n: count}\n"
CELLS = {"a": Fraction("12.3456789012347"), "b": Fraction("3.14159265358979"), "n": Fraction(7)}


def compiled(scheme):
    problems = Problems()
    read = from_text(scheme, problems)
    plan = None if read is None else compile_scheme(read, problems)
    return plan, [problem.kind.slug for problem in problems.errors]


def length(value):
    return len(str(abs(value.numerator))) + len(str(value.denominator)) - 1


@pytest.mark.parametrize(
    "formula",
    [
        "a * b",
        "a / b / 7",
        "a / b + b / a + 1 / (a - b)",
        "a - 1 / 3 - 2 / 7 + 0.125",
        "(a / b) ** 5",
        "(a / b) ** -5",
        "a ** n / b ** n",
        "(a / 10) ** 65",
        "b ** 0.5 + sqrt(a)",
        "round(a / b, 4) * round(b, 9)",
        "max(a / b, b / a, a) * if(a > b, a, b)",
        "known(a / 3, b) / abs(b)",
        "sum_of(a / b, b / a, n) + mean_of(a, b, n)",
        "trimmed_mean_of(a / b, b / a, n)",
        "count_if(a > b, b > a) * days(2025-01-01, 2026-01-01)",
    ],
)
def test_no_number_is_longer_than_it_may_be(formula):
    plan, errors = compiled(HEAD + f"criteria: {{c: {{points: 10, value: '{formula}', floor: none, cap: none}}}}\n")
    assert not errors
    node = plan.criteria["c"].raw
    assert length(compute([node], lambda leaf: CELLS[leaf.data[0]])[node]) <= measure(node, {})


def test_nor_is_a_number_on_a_line():
    rule = "value: a / b, linear: {b: n / 3, a: b * 7}, floor: none, cap: none"
    plan, errors = compiled(HEAD + f"criteria: {{c: {{points: 10, {rule}}}}}\n")
    assert not errors
    node = plan.criteria["c"].raw
    assert length(compute([node], lambda leaf: CELLS[leaf.data[0]])[node]) <= measure(node, {})


def chain(formula, count):
    """Named values, each made of the one before."""
    names = ["a", *(f"v{place}" for place in range(count))]
    lines = [f"  {name}: {formula.format(before)}\n" for before, name in pairwise(names)]
    return HEAD + "values:\n" + "".join(lines) + f"criteria: {{c: {{points: 10, value: {names[-1]}}}}}\n"


@pytest.mark.parametrize(
    "formula",
    [
        "{0} * {0}",
        "{0} ** 3",
        "1 / ({0} * {0})",
        "1 / {0} + 1 / ({0} + 1)",
        "round({0} * {0}, 2)",
        "peer_max({0}, within=all) * peer_max({0}, within=all)",
        "if({0} > 1, {0} * {0}, {0})",
    ],
)
def test_products_on_products_are_stopped(formula):
    assert set(compiled(chain(f"'{formula}'", 40))[1]) == {"too-long"}


def test_scores_on_scores_are_stopped():
    lines = [f"  c{n}: {{value: score(c{n - 1}), score: x * x, points: 10}}\n" for n in range(1, 40)]
    scheme = HEAD + "criteria:\n  c0: {value: a, points: 10}\n" + "".join(lines)
    assert set(compiled(scheme)[1]) == {"too-long"}


def test_products_of_records_are_stopped():
    records = "records: {visits: {columns: {size: number}}}\n"
    inputs = "inputs: {big: {type: number, from: visits, sum: ((size ** 60) ** 60) ** 60}}\n"
    scheme = f"evalkit: 1\ntitle: t\nunits: id\n{records}{inputs}criteria: {{big: {{points: 10}}}}\n"
    assert set(compiled(scheme)[1]) == {"too-long"}


def test_a_part_that_is_used_may_bring_too_long_a_number(tmp_path):
    from evalkit.loader import load

    (tmp_path / "values.yaml").write_text("values: {big: ((a ** 60) ** 60) ** 60}\n", encoding="utf-8")
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(HEAD + "use: values.yaml\ncriteria: {c: {points: 10, value: big}}\n", encoding="utf-8")
    problems = Problems()
    compile_scheme(load(scheme, problems), problems)
    assert [(problem.kind.slug, problem.place.file) for problem in problems.errors] == [
        ("too-long", str(tmp_path / "values.yaml"))
    ]


@pytest.mark.parametrize("formula", ["{0} * a", "{0} * 1.05", "{0} + b / {0}", "round({0} / 3 + b, 4)"])
def test_what_grows_with_the_scheme_is_not(formula):
    steps = 8 if formula == "{0} + b / {0}" else 50
    assert compiled(chain(f"'{formula}'", steps))[1] == []


@pytest.mark.parametrize("policy", ["zero", "rescale", "spread", "drop"])
def test_a_large_scheme_of_quotients_is_not(policy):
    inputs = "".join(f"  a{n}: number\n  b{n}: number\n" for n in range(400))
    lines = "".join(
        f"  c{n}: {{points: 3, applies: a{n} != 3, value: a{n} / b{n}, linear: {{0: 0, 7: 100%}}}}\n"
        for n in range(400)
    )
    head = f"evalkit: 1\ntitle: t\nunits: id\nmissing: zero\nnot_applicable: {policy}\n"
    assert compiled(f"{head}inputs:\n{inputs}criteria:\n{lines}")[1] == []
