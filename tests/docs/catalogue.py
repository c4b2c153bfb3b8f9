"""docs/diagnostics.md, made from the catalogue. `python tests/docs/catalogue.py` writes it."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

from evalkit import diagnostics
from evalkit.diagnostics import Kind, Words

DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnostics.md"
HEAD = """\
# Diagnostics

Everything that evalkit can find wrong, in both languages. The code stays for ever; the slug says it in a word or two.
An error keeps a scheme from being used or data from being scored, a warning is odd but legal, a note only tells.
Every finding is shown with its place, and where there is one with its line; `{…}` stands for what it speaks of.

This page is made from the catalogue: `python tests/docs/catalogue.py`.
"""
PARTS = {
    "E": "Expressions — 表达式",
    "S": "Schemes — 方案",
    "D": "Data — 数据",
    "R": "Runs — 运行",
}


def kinds() -> list[Kind]:
    """The whole catalogue, in the order of its codes."""
    modules = [import_module(f"evalkit.diagnostics.{part.name}") for part in pkgutil.iter_modules(diagnostics.__path__)]
    found = {id(kind): kind for module in modules for kind in vars(module).values() if isinstance(kind, Kind)}
    return sorted(found.values(), key=lambda kind: ("ESDR".index(kind.code[0]), kind.code))


def page() -> str:
    parts = [HEAD]
    for letter, title in PARTS.items():
        parts.append(f"\n## {title}\n\n| code | | says | 说明 |\n|---|---|---|---|\n")
        parts += [line(kind) for kind in kinds() if kind.code[0] == letter]
    return "".join(parts)


def line(kind: Kind) -> str:
    english, chinese = (" <br> ".join(said(words, language) for words in (kind.sentence, kind.hint) if words)
                        for language in ("en", "zh"))  # fmt: skip
    return f"| `{kind.code}` {kind.slug} | {kind.severity} | {english} | {chinese} |\n"


def said(words: Words, language: str) -> str:
    """A template as a reader sees it."""
    text = words.zh if language == "zh" else words.en
    text = re.sub(r"\{\w+:[^|{}]*\|([^|{}]*)\}", r"\1", text)  # of one and many, the many
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    DOCUMENT.write_text(page(), "utf-8")
