"""The other files that a scheme names: which it may name, and how it came to each."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from evalkit import source
from evalkit.diagnostics import Diagnostic, EvalkitError, Place, Problems, Words, reuse
from evalkit.diagnostics import form as kinds
from evalkit.loader.reader import Reader
from evalkit.scheme import LANGUAGE_VERSION, Scheme

MOST = 50
"""So many other files may stand behind one scheme."""
SUFFIXES = (".yaml", ".yml")
WHOLE = re.compile("-?[0-9]+")

A_PATH = Words("the name of a file", "文件名")
A_SCHEME = Words("a scheme: a mapping of keys", "考核方案: 键值对")
NOT_RELATIVE = Words(
    "a path goes from the folder of this file, with / between folders", "路径须为相对本文件所在文件夹的路径, 以 / 分隔"
)
OUTSIDE = Words(
    "it is neither in the folder of the scheme nor in one beside it", "它不在方案所在文件夹内, 也不在与之并列的文件夹内"
)
NO_YAML = Words("its name does not end in .yaml", "文件名不以 .yaml 结尾")
MANY = Words("it is one of more than {limit} files", "引用的文件超过{limit}个")


@dataclass(frozen=True, slots=True)
class Files:
    """The file being read, and those that have led to it."""

    problems: Problems
    path: Path
    within: Path
    """The folder that all files must be in: the one that holds the folder of the first scheme."""
    trail: tuple[tuple[Path, Place], ...]
    """Each file on the way here with where it was named, as the file system knows it."""
    schemes: dict[Path, Scheme | None] = field(default_factory=dict)
    """The schemes whose results are taken, each read once."""
    named: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, place: Place, problems: Problems) -> Files:
        """Those of a scheme that no other names."""
        path = Path(place.file)
        try:
            real = Path(os.path.realpath(path))
        except OSError:  # the working folder is gone
            real = path
        return cls(problems, path, real.parent.parent, ((real, place),))

    @property
    def real(self) -> Path:
        """The file as the file system knows it, whatever the way to it."""
        return self.trail[-1][0]

    def telling(self, problems: Problems) -> Files:
        """The same, its mistakes told elsewhere."""
        return replace(self, problems=problems)

    def several(self, node: source.Node) -> Iterator[Files]:
        """The files that a name or a list of names speaks of."""
        for one in node.items if isinstance(node, source.Sequence) else (node,):
            found = self.enter(one)
            if found is not None:
                yield found

    def enter(self, node: source.Node) -> Files | None:
        """The file that `node` names, from the folder of the file that `node` stands in; None where it may not."""
        reader = Reader(self.problems)
        if not isinstance(node, source.Scalar) or node.is_null:
            reader.wrong(node, A_PATH())
            return None
        text = reader.read_text(node)
        if text is None:
            return None
        path = Path(os.path.normpath(Path(node.place.file).parent / text))
        real = Path(os.path.realpath(path))
        refusal = self._refused(node.place, text, real) or self._circle(node.place, real)
        if refusal is None and not os.path.isfile(path):
            refusal = kinds.NO_FILE(node.place, file=path.as_posix()[:200], why=source.FILE_MISSING())
        if refusal is not None:
            self.problems.add(refusal)
            return None
        self.named.add(real)
        return replace(self, path=path, trail=(*self.trail, (real, node.place)))

    def _refused(self, place: Place, text: str, real: Path) -> Diagnostic | None:
        """Why a name may not be used, if it may not."""
        why = None
        if "\\" in text or "://" in text or PurePosixPath(text).is_absolute() or PureWindowsPath(text).anchor:
            why = NOT_RELATIVE()
        elif not text.endswith(SUFFIXES):
            why = NO_YAML()
        elif not real.is_relative_to(self.within):
            why = OUTSIDE()
        elif len(self.named | {real}) > MOST:
            why = MANY(limit=MOST)
        return None if why is None else reuse.BAD_FILE(place, file=text[:100], why=why)

    def _circle(self, place: Place, real: Path) -> Diagnostic | None:
        """That a file is on the way to itself, if it is."""
        before = [known for known, _ in self.trail]
        if real not in before:
            return None
        circle = [*self.trail[before.index(real) + 1 :], (real, place)]
        path = " → ".join((real.name, *(known.name for known, _ in circle)))
        return reuse.FILE_CIRCLE(place, others=tuple(named for _, named in circle[:-1]), path=path)

    def read(self) -> source.Mapping:
        """What the file says.

        Raises:
            EvalkitError: with all mistakes so far, where it is no YAML, no mapping, or has keys given twice.
        """
        own = Problems()
        try:
            root = source.read(self.path, own)
        except EvalkitError as error:
            raise EvalkitError((*self.problems.found, *error.diagnostics)) from None
        self.problems.found.extend(own.found)
        if isinstance(root, source.Mapping):
            check_version(root, self.problems)
        else:
            Reader(self.problems).wrong(root, A_SCHEME())
        self.problems.stop_if_errors()
        assert isinstance(root, source.Mapping)  # else there was an error
        return root


def check_version(root: source.Mapping, problems: Problems) -> None:
    """Tell a file that is written in a later version of the language."""
    version = root.get("evalkit")
    if isinstance(version, source.Scalar) and WHOLE.fullmatch(version.text) and version.text != str(LANGUAGE_VERSION):
        problems.add(kinds.NEWER(version.place, found=version.text[:20], known=LANGUAGE_VERSION))
