"""Schemes that were made to do harm, or are no schemes at all: refused with the place, and quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.diagnostics import Diagnostic, EvalkitError, Problems
from evalkit.loader import from_text, load
from evalkit.plan import compile_scheme

HEAD = "evalkit: 1\ntitle: t\nunits: id\ninputs: {n: count}\n"
SCHEME = HEAD + "criteria: {n: {points: 10}}\n"


def found(scheme: str | bytes, folder: Path | None = None) -> list[Diagnostic]:
    """What is wrong with a scheme: with its text, or with a file of these bytes."""
    problems = Problems()
    try:
        if folder is None:
            assert isinstance(scheme, str)
            read = from_text(scheme, problems)
        else:
            path = folder / "scheme.yaml"
            path.write_bytes(scheme.encode() if isinstance(scheme, str) else scheme)
            read = load(path, problems)
        if read is not None:
            compile_scheme(read, problems)
    except EvalkitError as error:
        return list(error.diagnostics)
    return problems.found


def slugs(scheme: str | bytes, folder: Path | None = None) -> list[str]:
    return [problem.kind.slug for problem in found(scheme, folder)]


def scored(formula: str) -> str:
    return HEAD + f'criteria: {{n: {{points: 10, value: n, score: "{formula}"}}}}\n'


# The file


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("a: " + "[" * 100_000, "too-much"),
        ("a: " + "{a: " * 100_000, "too-much"),
        ("- " * 100_000, "too-much"),
        ("? " * 100_000, "too-much"),
        ("".join(" " * depth + "a:\n" for depth in range(1000)), "too-much"),
        ("a: &a [*a]\n", "not-yaml"),
        ("%YAML 9.9\n---\n" + SCHEME, "not-yaml"),
        ("# only a comment\n", "not-yaml"),
        (SCHEME.replace("title: t", 'title: "t'), "not-yaml"),
        (SCHEME.replace("title: t", "title： t"), "not-yaml"),
        (SCHEME.replace("title: t", "title: \x1b[31mt"), "not-yaml"),
        ('title = "x"\n[units]\nid = "a"\n', "wrong-form"),
        (SCHEME + "x: !secret y\n", "tag"),
        (SCHEME.replace("evalkit: 1", "evalkit: 99"), "newer"),
        (SCHEME.replace("evalkit: 1", "evalkit: 999999999"), "newer"),
        (SCHEME.replace("evalkit: 1", "evalkit: -1"), "newer"),
        (SCHEME.replace("evalkit: 1", "evalkit: ²"), "bad-whole"),
        (SCHEME.replace("evalkit: 1", "evalkit: 1.5"), "bad-whole"),
        (SCHEME.replace("title: t", "title: " + "x" * 100_000), "bad-text"),
        *((SCHEME.replace("title: t", f'title: "a\\{sign}b"'), "bad-text") for sign in ("e", "N", "L", "P", "u202e")),
    ],
    ids=range(24),
)
def test_what_is_refused(text, slug):
    assert slugs(text) == [slug]


@pytest.mark.parametrize("content", [SCHEME.encode("utf-16"), b"\xef\xbb\xbf" + SCHEME.encode(),
                                     SCHEME.replace("\n", "\r\n").encode()])  # fmt: skip
def test_what_editors_write_is_read(content, tmp_path):
    assert slugs(content, tmp_path) == []


@pytest.mark.parametrize(("content", "slug"), [
    (SCHEME.replace("title: t", "title: 考核方案").encode("gbk"), "not-utf8"),
    (b"\xff\xfe\x00", "not-utf8"),
    (b"\x89PNG\r\n\x1a\n", "not-utf8"),
    (SCHEME.encode() + b"\0", "not-yaml"),
    (SCHEME.encode() + b"#" * 10_000_001, "too-much"),
])  # fmt: skip
def test_bytes_that_are_no_scheme(content, slug, tmp_path):
    assert slugs(content, tmp_path) == [slug]


def test_the_place_of_a_control_character_is_counted_in_characters():
    [problem] = found("# 考核方案\n\ntitle: 中文 \x1b\n")
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 11)


# Numbers and formulas


@pytest.mark.parametrize("number", ["1" + "0" * 5000, "0." + "0" * 5000 + "1", "9" * 5000])
def test_a_number_of_5000_digits_is_no_number(number):
    assert slugs(HEAD + f"criteria: {{n: {{points: {number}}}}}\n") == ["bad-number"]
    assert slugs(scored(f"n * {number}")) == ["bad-number"]


@pytest.mark.parametrize(
    ("formula", "slug"),
    [
        ("(" * 100_000 + "n", "too-large"),
        ("(" * 4_000 + "n" + ")" * 4_000, "too-large"),
        ("-" * 9_000 + "n", "too-large"),
        ("n" + " + n" * 200, "too-large"),
        ("9**9**9", "arithmetic"),
        ("n + 10**400", "arithmetic"),
        ("0 ** -1", "arithmetic"),
        ("(-8) ** 0.5", "arithmetic"),
        ("*".join(["999999999999999"] * 3) + " * n", "arithmetic"),
        ("1 / 7" + " / 7" * 130 + " * n", "arithmetic"),
        ("n.__class__", "syntax"),
        ("(lambda: 1)()", "syntax"),
        ("n[0]", "unknown-function"),
    ],
    ids=range(13),
)
def test_a_formula_that_is_refused(formula, slug):
    [problem] = found(scored(formula))
    assert problem.kind.slug == slug
    assert problem.place is not None
    assert problem.place.column


def test_a_power_of_constants_is_a_number():
    assert slugs(scored("n * 2**10 / 10**3")) == []


def test_chains_of_150_operators_stand_in_one_another():
    chain = "n" + " - 1" * 149
    assert slugs(scored(f"({chain})" + " * 1.5" * 100)) == []


def test_values_that_grow_twofold_a_hundred_times_are_told_and_not_unfolded():
    doubled = [f"  v{at}: v{at - 1} + v{at - 1}" for at in range(1, 101)]
    values = "\n".join(["values:", "  v0: n", *doubled, ""])
    assert slugs(HEAD + values + "criteria: {n: {points: 10, score: v100}}\n") == ["too-deep"]
    assert slugs(HEAD + values + "criteria: {n: {points: 10, score: v50}}\n") == []


def test_constants_that_grow_twofold_are_told_and_not_unfolded():
    values = "\n".join(["values:", "  v0: 123456789", *(f"  v{at}: v{at - 1} * v{at - 1}" for at in range(1, 50)), ""])
    assert set(slugs(HEAD + values + "criteria: {n: {points: 10, value: n, score: v49}}\n")) == {"arithmetic"}


# Many mistakes


def test_20_000_keys_given_twice_are_all_told():
    assert slugs(SCHEME + "title: t\n" * 20_000) == ["same-key"] * 20_000


def test_20_000_unknown_keys_are_all_told_and_the_first_with_what_was_meant():
    problems = found(SCHEME + "titel: t\n" + "".join(f"k{number}: 1\n" for number in range(20_000)))
    assert [problem.kind.slug for problem in problems] == ["unknown-key"] * 20_001
    assert problems[0].hint is not None
    assert "title" in problems[0].hint.text("en")


def test_1_000_names_that_are_nearly_right_are_all_told():
    inputs = ", ".join(f"输入项目{number}: count" for number in range(1_000))
    criteria = ", ".join(f"c{number}: {{points: 1, score: 输入项日{number}}}" for number in range(1_000))
    text = HEAD.replace("n: count", inputs) + f"criteria: {{{criteria}}}\n"
    problems = [problem for problem in found(text) if problem.kind.slug == "unknown-name"]
    assert len(problems) == 1_000
    assert problems[7].hint is not None
    assert "输入项目7" in problems[7].hint.text("en")
