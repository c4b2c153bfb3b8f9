"""What published rules say, the language says: every folder comes out as worked by hand, and no idiom is left out."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from folders import FOLDERS, HERE, TITLES, Folder, number, rows

import evalkit
from evalkit import EvalkitError, Problems, Result
from evalkit.account import Line, account
from evalkit.diagnostics import Severity
from evalkit.result import NOT_RANKED, State
from evalkit.rules.score import Score

SCORED = [folder for folder in FOLDERS if not folder.refused]
REFUSED = [folder for folder in FOLDERS if folder.refused]
ELSEWHERE = {row["id"]: row["test"] for row in rows(HERE / "elsewhere.csv")}


def called(folder: Folder) -> str:
    return folder.path.name


def score(folder: Folder, problems: Problems) -> Result:
    plan = evalkit.load_scheme(folder.scheme, problems)
    earlier = {"earlier": folder.earlier} if folder.earlier.exists() else {}
    return evalkit.score(plan, evalkit.read_units(plan, *folder.sources, **earlier, problems=problems))


@pytest.mark.parametrize("folder", SCORED, ids=called)
def test_it_comes_out_as_worked_by_hand(folder):
    result = score(folder, Problems())
    places = {unit: row for row, unit in enumerate(result.units.ids)}
    assert [row["id"] for row in folder.expected] == list(places)
    for row in folder.expected:
        assert row["working"], f"{row['id']}: the working is missing"
        wanted = {what: cell for what, cell in row.items() if what not in ("id", "working")}
        found = {what: outcome(result, places[row["id"]], what) for what in wanted}
        assert found == {what: spelled(cell) for what, cell in wanted.items()}, row


@pytest.mark.parametrize("folder", REFUSED, ids=called)
def test_it_is_refused_and_told_why(folder):
    with pytest.raises(EvalkitError) as refusal:
        score(folder, Problems())
    errors = {found.kind.code for found in refusal.value.diagnostics if found.severity is Severity.ERROR}
    assert errors == set(folder.refused)


@pytest.mark.parametrize("folder", FOLDERS, ids=called)
def test_it_is_odd_only_where_it_says_so(folder):
    problems = Problems()
    try:
        evalkit.load_scheme(folder.scheme, problems)
    except EvalkitError:
        assert folder.refused
    assert {found.kind.code for found in problems} - set(folder.refused) == folder.warnings


@pytest.mark.parametrize("folder", FOLDERS, ids=called)
def test_it_says_the_rule_in_both_languages(folder):
    assert folder.head["id"] == folder.id
    assert not re.search("[\u3400-\u9fff]", folder.head["en"])
    assert re.search("[\u3400-\u9fff]", folder.head["zh"])


@pytest.mark.parametrize("folder", SCORED, ids=called)
def test_no_rule_is_a_formula(folder):
    criteria = evalkit.load_scheme(folder.scheme).criteria.values()
    assert not [part.criterion.name for part in criteria if isinstance(part.criterion.rule, Score)]


def test_every_idiom_is_here_or_proved_elsewhere_or_known_to_be_missing():
    here = {folder.id for folder in FOLDERS}
    assert here | ELSEWHERE.keys() <= TITLES.keys()
    missing = sorted(TITLES.keys() - here - ELSEWHERE.keys(), key=number)
    assert (HERE / "missing.txt").read_text("utf-8").split() == missing


@pytest.mark.parametrize("id_", ELSEWHERE)
def test_what_is_proved_elsewhere_is_there(id_):
    file, _, name = ELSEWHERE[id_].partition("::")
    assert re.search(rf"^ *def {name}\(", (HERE.parents[1] / file).read_text("utf-8"), re.MULTILINE)


def outcome(result: Result, row: int, what: str) -> str:
    """What came out, as a table says it; blank where it is unknown or there is none."""
    what, _, name = what.partition("(")
    name = name.removesuffix(")")
    match what:
        case "total":
            return shown(result.total[row])
        case "grade":
            return result.grade(row) or ""
        case "rank":
            rank = int(result.ranks[name or next(iter(result.ranks))][row])
            return "" if rank == NOT_RANKED else str(rank)
        case "vetoes":
            return ";".join(veto.name for veto in result.vetoes if veto.state(row) is State.FIRED)
        case "provisional":
            return "yes" if result.provisional[row] else "no"
        case "score":
            return "left" if line(result, row, name).left else shown(line(result, row, name).score)
        case "share":
            return shown(line(result, row, name).share)
    raise AssertionError(f"{what} is nothing that expected.csv may ask for")


def line(result: Result, row: int, name: str) -> Line:
    """The account of a criterion, or of `bonus`."""
    lines = {line.plan.criterion.name: line for root in account(result, row) for _, line in root.walk()}
    return lines["$bonus" if name == "bonus" else name]


def shown(score: object) -> str:
    return str(score) if isinstance(score, Fraction) else ""


def spelled(cell: str) -> str:
    """A number in one spelling: `8.50`, `17/2` and `850%`; anything else as it is."""
    try:
        return str(Fraction(cell.removesuffix("%")) / (100 if cell.endswith("%") else 1))
    except ValueError:
        return cell
