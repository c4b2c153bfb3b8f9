"""The tables of all keys in docs/language.md, made from the records. `python tests/docs/keys.py` writes them."""

from __future__ import annotations

from pathlib import Path

from evalkit.diagnostics import Words
from evalkit.rules import Rule, kinds
from evalkit.schema import STRUCTURE_MEANINGS
from evalkit.scheme import Scheme
from evalkit.scheme.criteria import Combine, Criterion, ForEach, Term, Terms
from evalkit.scheme.data import Input, Records, UnitColumns
from evalkit.scheme.decisions import DecidedGrade, Decision
from evalkit.scheme.lists import Listing
from evalkit.scheme.outcomes import Effect, Grade, Ranking, RankKey, Reward, RewardEffect, Status, Veto
from evalkit.scheme.shapes import Choice, Either, ListOf, MapOf, Names, Plain, Record, Shape, keys_of
from evalkit.scheme.sources import DataSource, LongTable

DOCUMENT = Path(__file__).parents[2] / "docs" / "language.md"
START, END = "<!-- keys -->\n", "<!-- /keys -->\n"

RECORDS: dict[str, type] = {
    "The scheme": Scheme,
    "`units`": UnitColumns,
    "An input": Input,
    "A source": DataSource,
    "`long` of a source": LongTable,
    "A table of records": Records,
    "`for_each`": ForEach,
    "A criterion": Criterion,
    "`combine`": Combine,
    "A line of `deduct` or `add`": Term,
    "Several lines": Terms,
    "A veto": Veto,
    "`effect` of a veto": Effect,
    "`status`": Status,
    "A reward": Reward,
    "`effect` of a reward": RewardEffect,
    "`ranking`": Ranking,
    "A line of `then`": RankKey,
    "A grade": Grade,
    "A list": Listing,
    "`decided` of a veto": Decision,
    "`decided`": DecidedGrade,
}
PLAIN = {"whole": "whole number", "decimals": "0 to 9", "limit": "score or `none`", "score": "score", "word": "name",
         "scope": "name", "rows": "row, or rows as 3-4",
         "flag": "`true` or `false`"}  # fmt: skip


def tables() -> str:
    """A table for every record, and one for the rules."""
    parts = [table(title, {k: (key.shape, key.meaning, must) for k, (_, key, must) in keys_of(cls).items()})
             for title, cls in RECORDS.items()]  # fmt: skip
    structure = {name: (Plain(""), words, False) for name, words in STRUCTURE_MEANINGS.items()}
    parts.insert(1, table("What holds criteria and tables", structure))
    found = {name: (kind.BODY or Record(kind, kind.SHORT), kind.MEANING, False) for name, kind in kinds().items()}
    parts.append(table("Rules", found))
    for kind in dict.fromkeys(kinds().values()):
        record = record_of(kind)
        keys = keys_of(record)
        if keys:
            rows = {k: (key.shape, key.meaning, must) for k, (_, key, must) in keys.items()}
            parts.append(table(f"A line of `{kind.KEYS[0]}`" if record is not kind else f"`{kind.KEYS[0]}`", rows))
    return "\n".join(parts)


def record_of(kind: type[Rule]) -> type:
    """What has the keys of a rule: itself, or each of its lines."""
    match kind.BODY:
        case ListOf(Record(of)):
            return of
    return kind


def table(title: str, rows: dict[str, tuple[Shape, Words, bool]]) -> str:
    lines = [f"**{title}**\n", "| key | holds | meaning | |", "|---|---|---|---|"]
    for name, (shape, meaning, must) in rows.items():
        shown = f"`{name}`" + (" (needed)" if must else "")
        lines.append(f"| {shown} | {holds(shape)} | {meaning.en} | {meaning.zh} |")
    return "\n".join(lines) + "\n"


def holds(shape: Shape) -> str:
    match shape:
        case Plain(name):
            return PLAIN.get(name, name)
        case Choice(options):
            return " ".join(f"`{option}`" for option in options)
        case ListOf(item, single):
            return f"{holds(item)}, or a list" if single else f"list of {holds(item)}"
        case MapOf(keys, item):
            return f"{holds(keys)} → {holds(item)}"
        case Names():
            return "list, or text → number"
        case Record(_, short):
            return "keys" if short is None else f"keys, or `{short.rstrip('_')}` alone"
        case Either():
            return "line, list of lines, or keys"


def written(text: str) -> str:
    """A document with the tables of today."""
    before, _, rest = text.partition(START)
    return before + START + "\n" + tables() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
