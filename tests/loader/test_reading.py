"""What stands in a file comes through as it is written, and nothing else does."""

from datetime import date
from fractions import Fraction

import pytest

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.loader import from_text
from evalkit.scheme import Scheme

HEAD = "evalkit: 1\ntitle: t\nunits: id\ninputs: {n: count}\ncriteria: {n: {points: 10}}\n"


def read(text: str) -> tuple[Scheme | None, list[str]]:
    problems = Problems()
    try:
        scheme = from_text(text, problems)
    except EvalkitError as error:
        return None, [d.kind.slug for d in error.diagnostics]
    return scheme, [d.kind.slug for d in problems]


@pytest.mark.parametrize("text", ["no", "010", "1:40", "1_000", "true", "2025-01-01", "1e3", "a # b", "NaN"])
def test_a_text_stays_as_it_is_written(text):
    scheme, problems = read(HEAD.replace("title: t", f'title: "{text}"') + f"basis: {text}\n")
    assert problems == []
    assert scheme is not None
    assert scheme.title == text
    assert scheme.top.basis == text.partition(" #")[0]


def test_short_forms():
    scheme, problems = read(HEAD + "vetoes: {v: {when: n > 1, effect: bad}}\ngrades: {bad: }\nranking: {then: n}\n")
    assert problems == []
    assert scheme is not None
    assert scheme.units.id == "id"
    assert scheme.inputs["n"].type == "count"
    assert scheme.vetoes["v"].effect.grade == "bad"
    assert [condition.text for condition in scheme.vetoes["v"].when] == ["n > 1"]
    assert scheme.ranking is not None
    assert [key.by.text for key in scheme.ranking.then] == ["n"]


def test_sources_in_their_short_and_their_long_form():
    scheme, problems = read(HEAD + "sources: {a: x*.csv, b: {counts: n}, c: {file: [y, z], sheet: s, roster: true}}\n")
    assert problems == []
    assert scheme is not None
    a, b, c = scheme.sources.values()
    assert [source.patterns for source in (a, b, c)] == [("x*.csv",), ("*b*",), ("y", "z")]
    assert (a.name, b.counts, c.sheet, c.roster) == ("a", ("n",), ("s",), True)


def test_a_survey_is_counted_by_its_votes():
    text = HEAD.replace("{n: count}", "{n: {type: percent, answers: {good: 100%, bad: 0}}}")
    scheme, problems = read(text + "sources: {a: {counts: n}}\n")
    assert problems == []
    assert scheme is not None
    assert scheme.sources["a"].counts == ("n·good", "n·bad")


def test_what_has_a_name_has_its_key_for_one():
    scheme, _ = read(HEAD + "grades: {good: {at_least: 5}, bad: {}}\n")
    assert scheme is not None
    assert [grade.name for grade in scheme.grades.values()] == ["good", "bad"]


def test_names_are_compared_after_normalisation():
    composed, apart = "\u00e9", "e\u0301"
    scheme, problems = read(
        HEAD.replace("{n: count}", f"{{{apart}: count}}").replace("{n: {", f"{{k: {{value: {composed}, ")
    )
    assert problems == []
    assert scheme is not None
    assert list(scheme.inputs) == [composed]


def test_days_and_percents():
    scheme, _ = read(HEAD.replace("count}", "{type: count, due: 2025-12-31, at_most: 95%}}"))
    assert scheme is not None
    assert scheme.inputs["n"].due == date(2025, 12, 31)
    bound = scheme.inputs["n"].at_most
    assert bound is not None
    assert bound.is_share
    assert bound.syntax.value == Fraction(95, 100)  # type: ignore[union-attr]


def test_an_alias_is_what_it_stands_for():
    text = HEAD.replace("{n: {points: 10}}", "{n: &one {points: 10}, m: {value: n, <<: *one}}")
    assert read(text)[1] == ["unknown-key"]  # YAML's merge key is no key of the language
    scheme, problems = read(HEAD.replace("{n: {points: 10}}", "{n: &one {points: 10, value: n}, m: *one}"))
    assert problems == []
    assert scheme is not None
    assert [child.name for child in scheme.top.children] == ["n", "m"]


def test_a_bomb_of_aliases_is_refused():
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert read("\n".join(lines))[1] == ["too-much"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("", "not-yaml"),
        ("a: 1\n---\nb: 2\n", "not-yaml"),
        ("? [a]\n: 1\n", "not-yaml"),
        ("a: *nobody\n", "not-yaml"),
        ("\ta: 1\n", "not-yaml"),
        ("[1]\n", "wrong-form"),
        ("a: !!python/name:os.system x\n", "tag"),
    ],
)
def test_what_is_no_scheme(text, slug):
    assert read(text)[1] == [slug]


@pytest.mark.parametrize("key", ["evalkit", "title", "units", "criteria"])
def test_a_needed_key_that_is_missing_or_empty_is_told(key):
    lines = HEAD.splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith(f"{key}:"))
    assert read(without) == (None, ["missing-key"])
    if key != "criteria":
        assert read(without + f"{key}:\n") == (None, ["missing-key"])


def test_all_mistakes_are_told_at_once_and_none_twice():
    wrong = HEAD + "rewrads: {}\nround: x\nvetoes: {v: {when: n >, effect: {grad: y}}}\nranking: {ties: skipp}\n"
    assert sorted(read(wrong)[1]) == ["bad-choice", "bad-choice", "unended", "unknown-key", "unknown-key"]


def test_nothing_more_is_said_where_an_input_is_used_that_could_not_be_read():
    from evalkit.plan import compile_scheme

    problems = Problems()
    text = HEAD.replace("count", "counts").replace("points: 10", "points: 10, deduct: {each: n * v, points: 1}")
    scheme = from_text(text + "values: {v: 2 +}\n", problems)
    assert scheme is not None
    compile_scheme(scheme, problems)
    assert [d.kind.slug for d in problems] == ["bad-choice", "unended"]
