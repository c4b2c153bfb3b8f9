"""Which schemes are meant where folders may stand for those in them."""

from collections.abc import Iterator
from pathlib import Path

from evalkit.diagnostics import EvalkitError, Place, run

SUFFIXES = (".yaml", ".yml")
NO_SCHEME = (".cases", ".schema")
"""`hdi.cases.yaml` is no scheme."""


def expanded(paths: list[Path]) -> Iterator[Path]:
    """Every file, and the schemes of every folder and of the folders in it, in the order of their names.

    Raises:
        EvalkitError: R208, a folder has none.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [file for file in sorted(path.rglob("*")) if _is_scheme(file, path)]
        if not inside:
            raise EvalkitError((run.NO_SCHEMES(Place(str(path))),))
        yield from inside


def _is_scheme(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix in SUFFIXES and not path.stem.endswith(NO_SCHEME) and not hidden
