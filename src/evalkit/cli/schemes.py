"""Which schemes are meant where folders may stand for those in them."""

from collections.abc import Iterator
from os.path import abspath
from pathlib import Path

from evalkit.diagnostics import EvalkitError, Place, Problems, run

SUFFIXES = (".yaml", ".yml")
NO_SCHEME = (".cases", ".schema", ".sources")
"""`hdi.cases.yaml` is no scheme."""


def expanded(paths: list[Path]) -> Iterator[Path]:
    """Every file, and the schemes of every folder and of the folders in it, in the order of their names. What other
    schemes there only use parts of is no scheme.

    Raises:
        EvalkitError: R208, a folder has none.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [file for file in sorted(path.rglob("*")) if _is_scheme(file, path)]
        shared = {file for scheme in inside for file in _shared(scheme)}
        schemes = [file for file in inside if abspath(file) not in shared]
        if not schemes:
            raise EvalkitError((run.NO_SCHEMES(Place(str(path))),))
        yield from schemes


def _shared(path: Path) -> Iterator[str]:
    """The files whose parts a scheme uses; of one that cannot be read, none."""
    from evalkit import source

    try:
        root = source.read(path, Problems())
    except EvalkitError:
        return
    use = root.get("use") if isinstance(root, source.Mapping) else None
    for name in use.items if isinstance(use, source.Sequence) else (use,):
        if isinstance(name, source.Scalar):
            yield abspath(path.parent / name.text)


def _is_scheme(path: Path, folder: Path) -> bool:
    if path.exists() and not path.is_file():  # a folder, or a pipe that nobody may ever write to
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix in SUFFIXES and not path.stem.endswith(NO_SCHEME) and not hidden
