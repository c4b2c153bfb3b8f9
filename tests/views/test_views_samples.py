"""A survey of too few is told and flagged, and still counts."""

import pandas as pd
from shown import column, scored, texts

from evalkit.diagnostics import Problems
from evalkit.inputs import from_frame, samples
from evalkit.loader import from_text
from evalkit.views import explain, ranking

SCHEME = """\
inputs: {aware: {type: percent, sample: asked, sample_at_least: 30}}
criteria: {aware: {points: 10, ratio: 80%}}
"""


def test_it_is_flagged_and_the_score_stands() -> None:
    result = scored(SCHEME, "id aware asked\na 80 30\nb 80 29\nc 80 -\nd - 5")
    assert [str(result.total[row]) for row in range(3)] == ["10"] * 3
    (table,) = ranking.tables(result, range(4), columns=["flags"])
    assert column(table, "flags") == [
        "",
        "small sample: aware",
        "small sample: aware",
        "1 missing; provisional 0.00–10.00",
    ]
    told = [[row[0] for row in texts(explain.tables(result, u)[0]) if row[0].startswith("sample")] for u in range(3)]
    assert told == [[], ["sample 29, fewer than 30"], ["sample unknown, fewer than 30"]]


def test_it_is_warned_of_at_its_cell() -> None:
    problems = Problems()
    scheme = from_text("evalkit: 1\ntitle: t\nunits: id\n" + SCHEME, problems)
    assert scheme is not None
    from_frame(
        scheme, pd.DataFrame({"id": ["a", "b"], "aware": ["80", "80"], "asked": ["30", "12"]}), problems=problems
    )
    (found,) = [found for found in problems if found.kind.code == "D154"]
    assert found.message.text("en") == "b: the sample of aware is 12, and 30 are wanted at least"
    assert found.message.text("zh") == "b: aware的样本量为12, 至少应为30"


SURVEY = """\
inputs: {liked: {type: percent, answers: {good: 100%, fair: 60%, bad: 0}, sample_at_least: 10}}
criteria: {liked: {points: 10, ratio: 100%}}
"""


def test_answers_are_votes_and_their_number_is_the_sample() -> None:
    result = scored(SURVEY, "id good fair bad\na 5 5 0\nb 3 0 3\nc 0 0 0")
    # (5 + 3) / 10 = 80 %; 3 / 6 = 50 % of six only; of no votes there is no mean.
    assert [str(result.total[row]) for row in range(3)] == ["8", "5", "None"]
    (table,) = ranking.tables(result, range(2), columns=["flags"])
    assert column(table, "flags") == ["", "small sample: liked"]
    told = [row[0] for row in texts(explain.tables(result, 0)[0])]
    assert [f"liked·{answer}" in " ".join(told) for answer in ("good", "fair", "bad")] == [True] * 3
    assert "value: 80%" in told


def test_a_blank_that_stands_for_none_is_a_known_number_of_votes() -> None:
    scheme = SURVEY.replace("sample_at_least: 10", "sample_at_least: 10, missing: 0")
    result = scored(scheme, "id good fair bad\na 8 - 2\nb 8 - -\nc 8 - n/a")
    # 8 / 10 = 80 % of ten; 8 / 8 = 100 % of eight only; where an answer does not apply, nobody knows.
    assert [str(result.total[row]) for row in range(2)] == ["8", "10"]
    (table,) = ranking.tables(result, range(2), columns=["flags"])
    assert column(table, "flags") == ["", "small sample: liked"]
    survey = next(iter(result.plan.scheme.inputs.values()))
    assert [samples.sample(result.units, row, survey) for row in range(3)] == [10, 8, None]
