"""What stands where a number belongs and is none: told as it is written, beside what a number looks like.

Where a text belongs, the same is kept letter for letter.
"""

import pytest

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.loader import from_text
from evalkit.plan import compile_scheme

HEAD = "evalkit: 1\ntitle: t\nunits: id\ninputs: {n: count}\n"


def problem(criterion):
    problems = Problems()
    scheme = from_text(HEAD + "criteria:\n  n:\n" + "".join(f"    {line}\n" for line in criterion), problems)
    if scheme is not None:
        compile_scheme(scheme, problems)
    [found] = problems.errors
    return found


@pytest.mark.parametrize(
    "text",
    [
        "1:40",
        "1：40",
        "2025-01-01",
        "1,5",
        "1.234,56",
        "50分",
        "50 分",
        "50 %",
        "1_000",
        "1 000",
        "0x1F",
        "1e3",
        "50 points",
    ],
)
@pytest.mark.parametrize(
    "line", ["points: {}", "points: 10\n    cap: {}", "points: 10\n    at_least: {{0: 0, 5: 1, 7: '{}'}}"]
)
def test_a_number_that_is_none(text, line):
    found = problem([line.format(text)])
    assert found.kind.slug == "bad-number"
    assert found.message.text("en").startswith(f"{text} is not a number")
    assert found.message.text("zh").startswith(f"{text} 不是可用的数字")
    assert "12, 0.5 or 95%" in found.hint.text("en")
    assert found.place.width == len(text)


@pytest.mark.parametrize("text", ["true", "no", "NO", "On", "nan", "inf", "五十", "½"])
def test_a_word_for_a_number(text):
    found = problem([f"points: {text}"])
    assert found.message.text("en").startswith(f"{text} is neither")
    assert found.hint.text("en") == "a number looks like 12, 0.5 or 95%"
    assert found.hint.text("zh") == "数字写作 12、0.5 或 95%"


def test_inside_a_formula_the_number_alone_is_told():
    assert problem(["points: 10", "score: n * 50分 + 2"]).message.values["found"] == "50分"
    assert problem(["points: 10", "score: 'min(1:40, n)'"]).message.values["found"] == "1:40"
    assert problem(["points: 10", "score: 2 * n n"]).kind.slug == "syntax"


@pytest.mark.parametrize(
    "line", ["points: 1,200", "value: n, points: 1,200, round: 1", "points: 9, at_least: {1,200: 9}"]
)
def test_a_comma_in_braces_cuts_no_number(line):
    with pytest.raises(EvalkitError) as error:
        from_text(HEAD + f"criteria: {{n: {{{line}}}}}\n", Problems())
    [found] = error.value.diagnostics
    assert (found.kind.slug, found.message.values["text"]) == ("comma-in-number", "1,200")


def test_digits_of_other_scripts():
    assert problem(["points: ١٢"]).kind.slug == "syntax"
    problems = Problems()
    scheme = from_text(HEAD + "criteria: {n: {points: ５０}}\n", problems)
    assert scheme.top.children[0].points.syntax.value == 50


KEPT = ["0123", "NO", "1:40", "1.0", "1.00", "1e3", "2025-01-01", "on", "1_000", "0x1F", "True"]


def test_texts_are_kept_letter_for_letter():
    listed, spelled = ", ".join(KEPT), ", ".join(f"{text}: {place}" for place, text in enumerate(KEPT))
    problems = Problems()
    scheme = from_text(
        f"""
evalkit: 1
title: 0123
period: 1:40
basis: NO
units: {{id: 010, name: NO, class: 1:40}}
classes: [{listed}]
inputs:
  a: {{type: level, levels: [{listed}], labels: {{0x: NO, 1:41: 1:40}}, column: [0123, on], owner: no, source: 1:40}}
  b: {{type: level, levels: {{{spelled}}}}}
tables: {{t: {{{spelled}}}}}
criteria:
  a: {{points: 10, title: 0123, owner: NO, basis: 1:40, levels: {{{spelled}}}, by_class: {{0123: {{points: 9}}}}}}
  b: {{points: 10, value: "lookup(t, a)"}}
vetoes: {{NO: {{when: n, effect: {{bar: [{listed}], status: 0123}}}}}}
grades: {{0123: {{at_least: 9}}, 1:40: {{}}}}
""",
        problems,
    )
    assert not problems.errors
    assert (scheme.title, scheme.period, scheme.top.basis) == ("0123", "1:40", "NO")
    assert (scheme.units.id, scheme.units.name, scheme.units.class_) == ("010", "NO", "1:40")
    a, b = scheme.inputs.values()
    assert list(scheme.classes) == list(a.levels) == list(b.levels) == list(scheme.tables["t"].entries) == KEPT
    assert (a.labels, a.column, a.owner, a.source) == ({"0x": "NO", "1:41": "1:40"}, ("0123", "on"), "no", "1:40")
    first = scheme.top.children[0]
    assert (first.title, first.owner, first.basis, list(first.rule.body)) == ("0123", "NO", "1:40", KEPT)
    assert list(first.variants) == ["0123"]
    veto = scheme.vetoes["NO"]
    assert (list(veto.effect.bar), veto.effect.status[0].name) == (KEPT, "0123")
    assert list(scheme.grades) == ["0123", "1:40"]
