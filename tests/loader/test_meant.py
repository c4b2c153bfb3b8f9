"""Keys that people try first: what is meant is told, not the list of all keys."""

from __future__ import annotations

import pytest

from evalkit.diagnostics import Problems
from evalkit.loader import from_text

HEAD = "evalkit: 1\ntitle: t\nunits: id\ninputs: {late: count}\n"


def hints(criteria: str) -> list[tuple[str, str]]:
    problems = Problems()
    from_text(f"{HEAD}criteria:\n{criteria}", problems)
    return [(one.kind.slug, "" if one.hint is None else one.hint.text("en")) for one in problems]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("权重: 3", "weight"),
        ("责任部门: x", "owner"),
        ("department: x", "owner"),
        ("clause: x", "basis"),
        ("bands: {5: 10, else: 0}", "at_least, above, at_most, below"),
        ("扣分: {each: late, points: 3}", "deduct"),
        ("pionts: 3", "points"),
    ],
)
def test_a_word_of_the_field_leads_to_its_key(key: str, meant: str) -> None:
    assert hints(f"  late: {{points: 10, {key}}}") == [("unknown-key", f"did you mean {meant}?")]


def test_a_word_that_fits_much_lists_the_keys() -> None:
    ((slug, hint),) = hints("  late: {points: 10, 得分: 3}")
    assert slug == "unknown-key"
    assert hint.startswith("the keys are title, points, weight")


def test_criteria_in_an_outline_are_told_once_and_read_all_the_same() -> None:
    outline = """\
  service:
    reports: {points: 10, value: late, deduct: {each: late, pionts: 2}}
    visits:  {points: 10, value: late}
"""
    (nested, cure), *inside = hints(outline)
    assert nested == "nested"
    assert cure == "write criteria: below service, and the criteria that belong to it below that"
    assert inside == [("unknown-key", "did you mean points?")]
