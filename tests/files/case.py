"""A file that people really have, and what must happen with it, in a few lines.

`subject.reads(title, does, data, …)` is a case that is scored, `subject.refuses(…)` one that is not. The data are

- rows, a list of lists: the case is run on them twice, as CSV and as a workbook, and both must give the same;
- a text or bytes: a CSV file;
- `book(…)`: a workbook;
- `{name: content}`: files with names of their own; `{name: rows}`: several files, run as CSV and as workbooks. A file
  that is named in the options is not among the data.

What must be said is a text for each finding, in their order: `"D141 B3 | 约95 | write 95?"` is its code, its cell
and what its sentence or its hint contains. A finding that is not named here fails the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

Rows: TypeAlias = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Book:
    """A workbook as bytes."""

    content: bytes


Data: TypeAlias = Rows | str | bytes | Book | Mapping[str, bytes] | Mapping[str, Rows]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file, or several, and what must happen."""

    title: str
    """What the file is."""
    does: str
    """What evalkit does with it."""
    files: Mapping[str, bytes]
    scheme: str
    options: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    values: Mapping[str, Sequence[object]] | None = None
    """What must be read: input, `ids` or `names` -> the value of every unit, `月报.件数` -> that of every record; None
    where the data are refused.
    """

    @property
    def exit(self) -> int:
        return 2 if self.values is None else 0


@dataclass
class Subject:
    """Cases that have something in common, a module each."""

    title: str
    about: str
    inputs: Mapping[str, str]
    """What the cases collect, unless they say otherwise: `{"率": "percent", "数": "type: count, unit: 人"}`."""
    units: str = "id: 编码"
    cases: list[Case] = field(default_factory=list)

    def reads(self, title: str, does: str, data: Data, *says: str, **more: Any) -> None:
        """A file that is scored. `more` are `inputs`, `units`, `sources`, `records`, `period`, `options`, and the
        values that must be read; in the options `.*` is the suffix of the files.
        """
        self._add(title, does, data, says, more, read=True)

    def refuses(self, title: str, does: str, data: Data, *says: str, **more: Any) -> None:
        """A file that is not scored, and why."""
        assert says, "a refusal says why"
        self._add(title, does, data, says, more, read=False)

    def _add(self, title: str, does: str, data: Data, says: Sequence[str], more: dict[str, Any], *, read: bool) -> None:
        keys = {key: more.pop(key) for key in ("sources", "records", "period") if key in more}
        scheme = scheme_of(more.pop("inputs", self.inputs), more.pop("units", self.units), **keys)
        options = more.pop("options", "")
        assert read or not more, "what is refused has no values"
        values = more if read else None
        for files in _files(data):
            given = tuple(options.replace(".*", Path(next(iter(files))).suffix).split())
            self.cases.append(
                Case(title=title, does=does, files=files, scheme=scheme, options=given, says=tuple(says), values=values)
            )


def _files(data: Data) -> Iterator[Mapping[str, bytes]]:
    match data:
        case str():
            yield {"data.csv": data.encode()}
        case bytes():
            yield {"data.csv": data}
        case Book():
            yield {"data.xlsx": data.content}
        case Mapping() if not all(isinstance(content, bytes) for content in data.values()):
            yield {f"{name}.csv": csv(rows).encode() for name, rows in data.items()}
            yield {f"{name}.xlsx": book(rows).content for name, rows in data.items()}
        case Mapping():
            yield data
        case _:
            yield {"data.csv": csv(data).encode()}
            yield {"data.xlsx": book(data).content}


def scheme_of(inputs: Mapping[str, str], units: str, sources: str = "", records: str = "", period: str = "") -> str:
    """A scheme that collects these inputs, and gives points for each that is there."""
    collected = [f"  {name}: {{{form if ':' in form else f'type: {form}'}}}" for name, form in inputs.items()]
    criteria = [f"  {name}: {{points: 1, full_if: is_known({name})}}" for name in inputs]
    head = ["evalkit: 1", "title: 试行", f"points: {len(inputs)}", f"units: {{{units}}}"]
    keys = {"sources": f"{{{sources}}}" * bool(sources), "records": f"{{{records}}}" * bool(records), "period": period}
    head += [f"{key}: {value}" for key, value in keys.items() if value]
    return "\n".join([*head, "inputs:", *collected, "criteria:", *criteria, ""])


def csv(rows: Rows, separator: str = ",") -> str:
    """Rows as a CSV text, with quotes only where they are needed."""

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return f'"{text}"' if any(sign in text for sign in (separator, "\n")) else text

    return "".join(separator.join(map(cell, row)) + "\n" for row in rows)


def book(
    rows: Rows = (),
    *,
    formats: Mapping[str, str] | None = None,
    before: Mapping[str, Rows] | None = None,
    behind: Mapping[str, Rows] | None = None,
    hidden: Sequence[str] = (),
    change: Callable[[Any], object] | None = None,
) -> Book:
    """A workbook whose sheet 数据 has these rows.

    Args:
        rows: its cells; a text that begins with = is a formula without a value.
        formats: cell -> number format.
        before: further sheets in front of it, by their names.
        behind: further sheets behind it.
        hidden: sheets that nobody sees.
        change: is given the sheet, to hide rows, merge cells and so on.
    """
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for name, cells in {**(before or {}), "数据": rows, **(behind or {})}.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in cells:
            sheet.append(list(row))
        if name == "数据":
            for cell, number_format in (formats or {}).items():
                sheet[cell].number_format = number_format
            if change is not None:
                change(sheet)
            made.active = made.index(sheet)
    out = BytesIO()
    made.save(out)
    return Book(out.getvalue())
