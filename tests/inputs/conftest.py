from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evalkit.diagnostics import Problems
from evalkit.inputs import read_units
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme


@dataclass
class Outcome:
    units: Units
    problems: Problems

    @property
    def codes(self) -> list[str]:
        return [problem.kind.code for problem in self.problems]

    def lines(self) -> list[str]:
        """`D141 3:2 sentence`, without the name of the file."""
        found = []
        for problem in self.problems:
            assert problem.message.text("zh")
            assert problem.hint is None or (problem.hint.text("en") and problem.hint.text("zh"))
            place = str(problem.place).replace(problem.place.file, "").strip(" :") if problem.place else ""
            found.append(f"{problem.kind.code} {place} {problem.message.text('en')}")
        return found

    def hints(self) -> list[str]:
        return [problem.hint.text("en") for problem in self.problems if problem.hint]

    def values(self, name: str) -> list[object]:
        """The values of an input, None where it is unknown."""
        column = self.units.columns[name]
        exact = [column.exact(row, name) for row in range(len(self.units))]
        return [getattr(value, "reason", value) for value in exact]


Read = Callable[..., Outcome]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes contents to files and reads them: `read(scheme, "编码,甲\\n1,2\\n")`."""

    def run(scheme: Scheme, *contents: str | bytes, suffix: str = ".csv", **options: object) -> Outcome:
        problems = Problems()
        paths = write(tmp_path, contents, suffix)
        return Outcome(read_units(scheme, paths, problems=problems, **options), problems)

    return run


def write(folder: Path, contents: Sequence[str | bytes], suffix: str) -> list[Path]:
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"data{number}{suffix}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    return paths
