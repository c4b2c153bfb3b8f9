"""What a case gives, as the tables that the schemes ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from evalkit.cli.cases import Case, Unit
from evalkit.diagnostics import EvalkitError, Message, Words, run
from evalkit.scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

    from evalkit.inputs.form import Form

STATED = "stated"
"""A reason where a judged value needs one, and the label of a scope; a case need not say them."""
NO_INPUT = Words("{name} is no input of the scheme", "{name} 不是方案的填报项")
TAKEN = Words(
    "{name} is taken from another scheme; give what that one collects", "{name} 取自另一方案, 请填写该方案的填报项"
)
COUNTED = Words("{name} comes from records; give those", "{name} 由明细统计, 请填写明细")
NO_RECORDS = Words("{name} are no records of the scheme", "{name} 不是方案的明细表")
NO_COLUMN = Words("{name} is no column of {records}", "{name} 不是明细表 {records} 的列")


def units(scheme: Scheme, case: Case) -> pd.DataFrame:
    """A row for each unit of the case."""
    import pandas as pd

    return pd.DataFrame([_cells(scheme, case, unit) for unit in case.units], dtype=str)


def _cells(scheme: Scheme, case: Case, unit: Unit) -> dict[str, str]:
    """The row of a unit: a cell for every heading that the scheme asks for."""
    from evalkit.inputs.form import units_form

    schemes = [scheme, *scheme.others.values()]
    forms = [units_form(one) for one in schemes]
    collected = {name for form in forms for name in form.inputs}
    _refuse(case, (_why(scheme, name) for name in unit.inputs if name not in collected))
    who = {"name": unit.name, "class": next(iter(scheme.classes), "-"), "parent": "-", **unit.who}
    cells: dict[str, str] = {}
    for one, form in reversed(list(zip(schemes, forms, strict=True))):
        # What the scheme itself asks for holds where another asks for the same.
        headings = {"name": one.units.name, "class": one.units.class_, "parent": one.units.parent}
        cells |= {one.units.id: unit.name} | {h: who[part] for part, h in headings.items() if h is not None}
        cells |= {heading: cells.get(heading, STATED) for heading in form.attributes}
        cells |= {one.decided.grade: ""} if one.decided is not None else {}
        cells |= {form.period: one.period or ""} if form.period is not None else {}
        cells |= {declared.headings[0]: unit.inputs.get(name, "") for name, declared in form.inputs.items()}
    return cells


def _why(scheme: Scheme, name: str) -> Message:
    """Why no value can be given for a name."""
    declared = scheme.inputs.get(name)
    return NO_INPUT(name=name) if declared is None else (COUNTED if declared.from_ else TAKEN)(name=name)


def records(scheme: Scheme, case: Case) -> dict[str, pd.DataFrame]:
    """Every table of records that the schemes ask for, with the rows that the case gives, and perhaps with none."""
    from evalkit.inputs.form import records_form

    forms: dict[str, list[Form]] = {}
    for one in (*scheme.others.values(), scheme):
        for name, declared in one.records.items():
            forms.setdefault(name, []).append(records_form(one, declared))
    _refuse(case, _strange_records(case, forms))
    return {name: _table(scheme, case, name, asked) for name, asked in forms.items()}


def _strange_records(case: Case, forms: Mapping[str, Sequence[Form]]) -> Iterator[Message]:
    """What stands under the records of a case and is asked for by no scheme."""
    for name, rows in ((name, rows) for unit in case.units for name, rows in unit.records.items()):
        if name not in forms:
            yield NO_RECORDS(name=name)
            continue
        columns = {column for form in forms[name] for column in form.inputs}
        yield from (NO_COLUMN(name=key, records=name) for row in rows for key in row if key not in columns)


def _table(scheme: Scheme, case: Case, name: str, forms: Sequence[Form]) -> pd.DataFrame:
    """The records of all units: a cell for every heading that is asked for."""
    import pandas as pd

    columns = {column: declared.headings[0] for form in forms for column, declared in form.inputs.items()}
    stated = {heading: STATED for form in forms for heading in form.attributes}
    stated |= {form.period: scheme.period or "" for form in forms if form.period is not None}
    ids = dict.fromkeys(form.who["id"] for form in forms)
    rows = [
        dict.fromkeys(ids, unit.name) | stated | {heading: row.get(column, "") for column, heading in columns.items()}
        for unit in case.units
        for row in unit.records.get(name, ())
    ]
    headings = dict.fromkeys([*ids, *stated, *columns.values()])
    return pd.DataFrame(rows, columns=list(headings), dtype=str)


def _refuse(case: Case, reasons: Iterable[Message]) -> None:
    """Stop at what the case speaks of and the scheme does not."""
    if found := tuple(run.CASE_FORM(case.place, why=why) for why in reasons):
        raise EvalkitError(found)
