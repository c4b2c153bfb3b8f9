"""The folders beside this file: an idiom of published rules each, as a scheme, with data and outcomes by hand."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = re.compile(r"([A-Z]\d+)-[a-z0-9-]+")
HEAD = re.compile(r"# (?P<id>[A-Z]\d+): (?P<title>.+)\n# en: (?P<en>.+)\n# zh: (?P<zh>.+)\n")
CODE = re.compile(r"#.*?\b([A-Z]\d{3})\b")
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Folder:
    """One idiom: what an office says, and how a scheme says it."""

    path: Path

    @property
    def id(self) -> str:
        found = FOLDER.fullmatch(self.path.name)
        assert found, f"{self.path.name} is not <id>-<slug>"
        return found[1]

    @property
    def scheme(self) -> Path:
        return self.path / "scheme.yaml"

    @cached_property
    def head(self) -> dict[str, str]:
        """`id`, `title`, and the rule in words: `en` and `zh`."""
        found = HEAD.match(self.scheme.read_text("utf-8"))
        assert found, f"{self.path.name} does not begin with its id, en and zh"
        return found.groupdict()

    @property
    def yaml(self) -> str:
        """The scheme without its head."""
        return HEAD.sub("", self.scheme.read_text("utf-8"), count=1)

    @property
    def warnings(self) -> set[str]:
        """The codes that its comments own up to."""
        return set(CODE.findall(self.yaml))

    @property
    def sources(self) -> list[Path]:
        """The files of this period: the table of units first, then those of records, each of the name of its file."""
        others = {path.stem: path for path in sorted(self.path.glob("*.csv"))}
        for apart in ("expected", "earlier"):
            others.pop(apart, None)
        return [others.pop("data"), *others.values()]

    @property
    def earlier(self) -> Path:
        """The units in the earlier period, where the scheme looks back."""
        return self.path / "earlier.csv"

    @property
    def data(self) -> dict[str, Rows]:
        """The table of units first, then any others, by the names of their files."""
        return {path.stem: rows(path) for path in [*self.sources, self.earlier] if path.exists()}

    @property
    def expected(self) -> Rows:
        return rows(self.path / "expected.csv")

    @property
    def refused(self) -> list[str]:
        """The codes with which the scheme or its data are refused; none where they are scored."""
        path = self.path / "expected.txt"
        return path.read_text("utf-8").split() if path.exists() else []


def rows(path: Path) -> Rows:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def number(id_: str) -> tuple[int, int]:
    """Where an id stands: the letters in the order of the list, numbers as numbers."""
    return "ABCDKVQTM".index(id_[0]), int(id_[1:])


FOLDERS = sorted((Folder(path) for path in HERE.iterdir() if (path / "scheme.yaml").exists()),
                 key=lambda folder: (number(folder.id), folder.path.name))  # fmt: skip
TITLES = {row["id"]: row["title"] for row in rows(HERE / "ids.csv")}
