"""Tables as one HTML page that needs nothing else: no script, no picture, no other file."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from evalkit.diagnostics.message import Language, Message
from evalkit.formats import Written
from evalkit.formats.cell import lines, texts, tone
from evalkit.formats.safe import could_run, safe
from evalkit.table import Cell, Column, Table, Tone

LANG = {"en": "en", "zh": "zh-CN"}

STYLE = """
.evalkit { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.evalkit table { border-collapse: collapse; margin: .5em 0 1em; }
.evalkit caption { text-align: left; font-size: 1.2em; font-weight: 600; padding: .4em 0; }
.evalkit th, .evalkit td { padding: .25em .8em; text-align: left; vertical-align: top; }
.evalkit thead th { border-bottom: 1.5px solid currentColor; }
.evalkit tbody tr + tr td { border-top: 1px solid #8883; }
.evalkit .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.evalkit .good { color: #1a7f37; } .evalkit .warning { color: #9a6700; }
.evalkit .bad { color: #cf222e; } .evalkit .faint { color: #777; }
.evalkit .note { margin: .3em 0; color: #666; }
"""

TEXT_IN_EXCEL = "mso-number-format: '\\@'"
"""Excel opens pages too, and would run a cell that says `=1+1`: this property, read by Excel alone, makes it a text."""

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
</head>
<body>
{body}</body>
</html>
"""


def write(tables: Sequence[Table], language: Language) -> Written:
    """The tables as a page, entitled as the first of them."""
    title = _escape(tables[0].title, language) if tables else "evalkit"
    body = fragment(tables, language)
    page = PAGE.format(lang=LANG[language], title=title, body=body)
    return Written(page.encode(), body.count(TEXT_IN_EXCEL))


def fragment(tables: Sequence[Table], language: Language) -> str:
    """The tables without the page around them, with their style: for notebooks (`_repr_html_`)."""
    body = "".join(line + "\n" for table in tables for line in _table(table, language))
    return f'<div class="evalkit" lang="{LANG[language]}">\n<style>{STYLE}</style>\n{body}</div>\n'


def _table(table: Table, language: Language) -> Iterator[str]:
    yield f"<table>\n<caption>{_escape(table.title, language)}</caption>"
    yield f"<thead><tr>{''.join(_heading(column, language) for column in table.columns)}</tr></thead>\n<tbody>"
    for row, depth in zip(table.rows, table.indent or [0] * len(table.rows), strict=True):
        cells = (
            _cell(cell, language, numeric=column.numeric, depth=0 if at else depth)
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True))
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"
    yield from (f'<p class="note">{_escape(note, language)}</p>' for note in table.notes)


def _heading(column: Column, language: Language) -> str:
    return f'<th scope="col"{_class("number" * column.numeric)}>{_escape(column.heading, language)}</th>'


def _cell(cell: Cell, language: Language, *, numeric: bool, depth: int) -> str:
    said = "<br>".join(html.escape(line) for line in lines(cell, language))
    meant = tone(cell)
    names = " ".join(filter(None, ["number" * numeric, meant * (meant is not Tone.PLAIN)]))
    style = [f"padding-left: {0.8 + 1.5 * depth:g}em"] if depth else []
    if any(map(could_run, texts(cell, language) or [])):
        style.append(TEXT_IN_EXCEL)
    shown = f' style="{"; ".join(style)}"' if style else ""
    return f"<td{_class(names)}{shown}>{said}</td>"


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _escape(message: Message, language: Language) -> str:
    return html.escape(safe(message.text(language)))
