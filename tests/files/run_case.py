"""Runs a case as a person would: `evalkit score scheme.yaml data.csv -o result.json`, in an empty folder."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from case import Case

import evalkit.inputs
from evalkit.cli.main import main
from evalkit.expression.values import Unknown
from evalkit.inputs.source import letters
from evalkit.inputs.units import Units

HEAD = re.compile(r"(error|warning|note)\[([A-Z][0-9]+)\] [\w-]+: (.*)")
BRIEF = re.compile(r"(.*) \((?:data|[^()]*\.)[^()]*?(?:(?::([0-9]+)(?::([0-9]+))?)|!([A-Z]+[0-9]+))?\)")
PLACE = re.compile(r" +--> .*?(?:(?::([0-9]+)(?::([0-9]+))?)|!([A-Z]+[0-9]+))?")
SAID = re.compile(r"([A-Z][0-9]+)(?: ([A-Z]{0,3}[0-9]+))?")
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RESULT = "result.json"


@dataclass
class Finding:
    """A finding as it was printed."""

    severity: str
    code: str
    text: str
    cell: str = ""
    """`B3`, in a text file too; `3` where only the row is told."""

    def is_said_by(self, said: str) -> bool:
        """Whether this is what a case expects: `D141 B3 | 约95 | write 95?`."""
        head, *parts = said.split(" | ")
        match = SAID.fullmatch(head)
        assert match, f"write CODE CELL | text: {said}"
        return match[1] == self.code and match[2] in (None, self.cell) and all(part in self.text for part in parts)

    def __str__(self) -> str:
        return f"{self.code} {self.cell} | {self.text}".replace("  ", " ")


@dataclass
class Run:
    """What a run left behind."""

    code: int
    out: str
    err: str
    written: set[str]
    units: Units | None

    @property
    def findings(self) -> list[Finding]:
        return list(_findings(self.err))

    def values(self, name: str) -> list[object]:
        """What was read of an input: the value, or the reason why there is none."""
        assert self.units is not None
        if name == "ids":
            return list(self.units.ids)
        if name == "names":
            return list(self.units.names)
        table, _, column_name = name.rpartition(".")
        rows = self.units.records[table] if table else self.units
        found = (rows.columns[column_name].exact(row, name) for row in range(len(rows)))
        return [value.reason if isinstance(value, Unknown) else value for value in found]


def run(case: Case, folder: Path) -> Run:
    """Run a case in an empty folder."""
    files = {"scheme.yaml": case.scheme.encode(), **case.files}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    read: list[Units] = []
    read_units = evalkit.inputs.read_units

    def recorded(*arguments: object, **options: object) -> Units:
        read.append(read_units(*arguments, **options))  # type: ignore[arg-type]
        return read[-1]

    out, err = io.StringIO(), io.StringIO()
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    data = [name for name in case.files if name not in case.options]
    arguments = ["score", "scheme.yaml", *data, "-o", RESULT, "--lang", "en", *case.options]
    with (
        chdir(folder),
        patch.dict(os.environ, environment, clear=True),
        patch.object(evalkit.inputs, "read_units", recorded),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(arguments)
    _unchanged(files, folder)
    written = {path.name for path in folder.iterdir()} - files.keys()
    return Run(int(code), out.getvalue(), err.getvalue(), written, read[0] if read else None)


def _unchanged(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        assert (folder / name).read_bytes() == content, f"{name} was changed"


def _findings(err: str) -> Iterator[Finding]:
    """The findings in what was told, with their hints."""
    found: Finding | None = None
    for line in err.splitlines():
        if head := HEAD.fullmatch(line):
            if found is not None:
                yield found
            found = Finding(head[1], head[2], head[3])
            if found.severity == "note" and (brief := BRIEF.fullmatch(head[3])):
                found.text, found.cell = brief[1], _cell(brief[2], brief[3], brief[4])
        elif found is not None and (place := PLACE.fullmatch(line)) and not found.cell:
            found.cell = _cell(place[1], place[2], place[3])
        elif found is not None and " = hint: " in line:
            found.text += " | " + line.partition(" = hint: ")[2]
    if found is not None:
        yield found


def _cell(line: str | None, column: str | None, cell: str | None) -> str:
    if line is None:
        return cell or ""
    return (letters(int(column) - 1) if column else "") + line
