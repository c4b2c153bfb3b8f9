"""What every diagnostic of schemes and expressions looks like: the smallest scheme that causes it, and the exact text.

`python tests/errors/record.py` writes the expected texts anew; read the differences before they are kept.
"""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import get_args

from evalkit.diagnostics import (
    Diagnostic,
    EvalkitError,
    Kind,
    Problems,
    expression,
    form,
    numbers,
    outcome,
    reuse,
    rows,
    scheme,
)
from evalkit.diagnostics.message import Language
from evalkit.formats.problems import as_text
from evalkit.loader import load
from evalkit.plan import compile_scheme

HERE = Path(__file__).parent
PARTS = (expression, form, scheme, numbers, outcome, reuse, rows)
CATALOGUE = [kind for part in PARTS for kind in vars(part).values() if isinstance(kind, Kind) and kind.code[0] in "ES"]
LANGUAGES = get_args(Language)


def folder(kind: Kind) -> Path:
    return HERE / f"{kind.code}-{kind.slug}"


def found(at: Path) -> list[Diagnostic]:
    """Everything wrong with the scheme of a folder."""
    problems = Problems()
    try:
        with chdir(at):  # so that places are the same everywhere
            read = load(Path("scheme.yaml"), problems)
        if read is not None:
            compile_scheme(read, problems)
    except EvalkitError as error:
        return list(error.diagnostics)
    return problems.found


def expected(at: Path, language: Language) -> Path:
    return at / f"expected.{language}.txt"


def text(at: Path, language: Language) -> str:
    return as_text(found(at), language, colour=False)


if __name__ == "__main__":
    for kind in CATALOGUE:
        for language in LANGUAGES:
            at = folder(kind)
            at.mkdir(exist_ok=True)
            expected(at, language).write_text(text(at, language), "utf-8")
