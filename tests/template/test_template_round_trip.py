"""What is typed into a template comes back as the same values, and gives the same scores."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from filling import fill, in_excel, in_wps, plain
from folders import FOLDERS, Folder
from transcripts import run

import evalkit
from evalkit import EvalkitError
from evalkit.cli import given
from evalkit.cli.cases import beside, read
from evalkit.diagnostics import Problems, Severity

ROOT = Path(__file__).resolve().parents[2]
COUNTY = ROOT / "examples" / "county"
SHIPPED = [*sorted(set((ROOT / "schemes").glob("*.yaml")) - set((ROOT / "schemes").glob("*.cases.yaml"))),
           ROOT / "examples" / "suppliers" / "scheme.yaml"]  # fmt: skip


def template(*arguments: object) -> None:
    code, _, err = run(["template", *map(str, arguments)])
    assert code == 0, err


def scored(scheme: Path, *files: Path):
    """The units and their results; nothing graver than notes may be told of a file."""
    problems = Problems()
    plan = evalkit.load_scheme(scheme)
    try:
        units = evalkit.read_units(plan, *files, problems=problems)
    except EvalkitError:
        raise AssertionError([f"{one.place}: {one.message.text('en')}" for one in problems.errors]) from None
    return units, evalkit.score(plan, units), [one for one in problems if one.severity is not Severity.NOTE]


def assert_same(one, other) -> None:
    """Two results of the same scheme are the same to the last bit, and are told the same."""
    units, others = one[0], other[0]
    assert units.ids == others.ids
    for name, column in units.columns.items():
        for row, unit in enumerate(units.ids):
            assert column.exact(row, name) == others.columns[name].exact(row, name), (name, unit)
    for name, records in units.records.items():
        for column in records.columns:
            rows = range(len(records.rows))
            values, wanted = (
                [found.records[name].columns[column].exact(row, column) for row in rows] for found in (others, units)
            )
            assert values == wanted, (name, column)
    assert one[1].to_frame().equals(other[1].to_frame())
    assert [problem.kind.code for problem in one[2]] == [problem.kind.code for problem in other[2]]


def as_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def county() -> dict[str, list[dict[str, str]]]:
    """Sheet -> the rows of this year as texts."""
    found = {}
    for sheet in openpyxl.load_workbook(COUNTY / "data.xlsx").worksheets:
        heading, *rows = sheet.iter_rows()
        names = [plain(str(cell.value)) for cell in heading]
        table = [{name: spelled(cell) for name, cell in zip(names, row, strict=True)} for row in rows]
        found[sheet.title] = [row for row in table if row["年度"] == "2025"]
    return found


def spelled(cell) -> str:
    """A cell as text, as it is shown."""
    if cell.value is None:
        return ""
    if "%" in cell.number_format:
        return f"{cell.value * 100:.12g}%"
    return str(cell.value.date()) if cell.is_date else str(cell.value)


@pytest.mark.parametrize("typed", [in_excel, pytest.param(in_wps, marks=pytest.mark.slow)])
def test_seventeen_departments_fill_in_one_workbook(county, tmp_path, typed):
    units, records = county["汇总"], {name: rows for name, rows in county.items() if name != "汇总"}
    wanted = scored(
        COUNTY / "scheme.yaml",
        as_csv(tmp_path / "汇总.csv", units),
        *(as_csv(tmp_path / f"{name}.csv", rows) for name, rows in records.items()),
    )
    form = tmp_path / "form.xlsx"
    template(COUNTY / "scheme.yaml", "-o", form, "--roster", COUNTY / "data.xlsx", "--lang", "zh")
    assert len(openpyxl.load_workbook(form).sheetnames) == 1 + 17 + 4 + 1
    missed = {*units[0], *(heading for rows in records.values() for heading in rows[0])}
    missed -= fill(form, "单位编码", units, records, typed)
    assert not missed
    assert_same(scored(COUNTY / "scheme.yaml", form), wanted)


def test_seventeen_departments_send_back_a_file_each(county, tmp_path):
    units, records = county["汇总"], {name: rows for name, rows in county.items() if name != "汇总"}
    wanted = scored(
        COUNTY / "scheme.yaml",
        as_csv(tmp_path / "汇总.csv", units),
        *(as_csv(tmp_path / f"{name}.csv", rows) for name, rows in records.items()),
    )
    folder = tmp_path / "forms"
    folder.mkdir()
    template(COUNTY / "scheme.yaml", "-o", folder, "--split-by", "owner", "--roster", COUNTY / "data.xlsx")
    forms = sorted(folder.iterdir())
    assert len(forms) == 18
    for form in forms:
        fill(form, "单位编码", units, records)
    assert_same(scored(COUNTY / "scheme.yaml", *forms), wanted)


def test_units_that_no_roster_names_are_typed_in(county, tmp_path):
    units = county["汇总"]
    wanted = scored(ROOT / "examples" / "suppliers" / "scheme.yaml", ROOT / "examples" / "suppliers" / "offers.csv")
    form = tmp_path / "form.xlsx"
    template(ROOT / "examples" / "suppliers" / "scheme.yaml", "-o", form)
    with (ROOT / "examples" / "suppliers" / "offers.csv").open(encoding="utf-8-sig", newline="") as file:
        units = list(csv.DictReader(file))
    fill(form, "code", units, {})
    assert_same(scored(ROOT / "examples" / "suppliers" / "scheme.yaml", form), wanted)


CASES = 2


@pytest.mark.parametrize("scheme", SHIPPED, ids=lambda path: path.stem)
def test_the_cases_of_a_shipped_scheme_come_back(scheme, tmp_path):
    """Its first cases are filled in, and read as their cells would be."""
    plan = evalkit.load_scheme(scheme)
    form = tmp_path / "form.xlsx"
    for case in islice(read(beside(scheme), Problems()), CASES):
        units = given.units(plan.scheme, case).fillna("").to_dict("records")
        records = {n: frame.fillna("").to_dict("records") for n, frame in given.records(plan.scheme, case).items()}
        roster = as_csv(tmp_path / "roster.csv", units)
        tables = [as_csv(tmp_path / "units.csv", units)]
        for name, rows in records.items():
            headings = list(given.records(plan.scheme, case)[name].columns)
            tables.append(as_csv(tmp_path / f"{name}.csv", rows or [dict.fromkeys(headings, "")]))
        template(scheme, "-o", form, "--roster", roster, "--force")
        fill(form, plan.scheme.units.id, units, records)
        assert_same(scored(scheme, form), scored(scheme, *tables))


def fits(folder: Folder) -> bool:
    """Whether a folder holds the data of one period, which are not refused."""
    return not folder.refused and not folder.earlier and "period:" not in folder.yaml.partition("inputs:")[0]


EVERY = 8
"""All of them take minutes: one in so many is tried."""


@pytest.mark.parametrize("folder", list(filter(fits, FOLDERS))[::EVERY], ids=lambda folder: folder.path.name)
def test_the_data_of_an_idiom_come_back(folder, tmp_path):
    form = tmp_path / "form.xlsx"
    template(folder.scheme, "-o", form, "--roster", folder.tables[0])
    units, *records = folder.data.values()
    names = [path.stem for path in folder.tables[1:]]
    fill(form, evalkit.load_scheme(folder.scheme).scheme.units.id, units, dict(zip(names, records, strict=False)))
    assert_same(scored(folder.scheme, form), scored(folder.scheme, *folder.tables))
