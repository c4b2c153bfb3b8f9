"""What evalkit sees in files: their sheets, their columns, the inputs without a column, and what would be refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Message, Severity, Words, files, literally
from evalkit.diagnostics.message import Fixed, Percent, decimals_of
from evalkit.inputs.cells.tidy import cut
from evalkit.inspection.model import ColumnSeen, Inspection, Lacking, Looks, SheetSeen, Use
from evalkit.table import Cell, Column, Content, Marked, Table, Tone
from evalkit.views.cells import NOTHING

SHEETS, COLUMNS = Words("Files and sheets", "文件和工作表"), Words("Columns", "列")
LACKING, FINDINGS = Words("Inputs without a column", "没有对应列的填报项"), Words("Findings", "发现的问题")
FILE, SHEET, TABLE = Words("file", "文件"), Words("sheet", "工作表"), Words("table", "数据表")
KIND, USE, ROWS = Words("kind", "种类"), Words("read as", "读作"), Words("rows", "行数")
HEADING_ROW, ABOVE = Words("heading", "表头行"), Words("rows above", "表头上方行数")
COLUMN, HEADING, FITS = Words("column", "列"), Words("heading", "表头"), Words("fits", "对应")
CELLS, BLANK = Words("cells", "单元格"), Words("blank", "空白")
TIDIED, REFUSED = Words("tidied", "已整理"), Words("refused", "无法读取")
LOWEST, HIGHEST, ODD = Words("lowest", "最小"), Words("highest", "最大"), Words("first odd cell", "首个异常单元格")
OWNER = Words("owner", "责任部门")
INPUT, WANTED, NEAR = Words("input", "填报项"), Words("heading wanted", "应有表头"), Words("did you mean", "是否为")
SEVERITY, CODE, WHERE = Words("severity", "程度"), Words("code", "代码"), Words("where", "位置")
WHAT, CURE = Words("what", "内容"), Words("cure", "建议")

USES = {
    Use.UNITS: (Words("units", "单位数据"), Tone.GOOD),
    Use.RECORDS: (Words("records: {records}", "明细: {records}"), Tone.GOOD),
    Use.SEEN: (NOTHING, Tone.PLAIN),
    Use.HIDDEN: (Words("not read: hidden", "未读取: 已隐藏"), Tone.FAINT),
    Use.NOT_USED: (Words("not read: nothing further in it", "未读取: 没有更多所需列"), Tone.FAINT),
    Use.NOT_READ: (Words("cannot be read", "无法读取"), Tone.BAD),
}
SEVERITIES = {
    Severity.ERROR: (Words("error", "错误"), Tone.BAD),
    Severity.WARNING: (Words("warning", "警告"), Tone.WARNING),
    Severity.NOTE: (Words("note", "说明"), Tone.FAINT),
}
WHO = {
    "id": Words("code of the unit", "单位编码"), "name": Words("name of the unit", "单位名称"),
    "class": Words("class", "类别"), "parent": Words("unit above", "上级单位"),
}  # fmt: skip
COMPARED = Words("compared and shown", "用于比较和显示")
FOR_READERS = Words("for readers, not scored", "供查看, 不计分")
TYPES = {
    "count": Words("count", "整数"), "number": Words("number", "数值"), "percent": Words("percent", "百分数"),
    "ratio": Words("ratio", "比率"), "money": Words("money", "金额"), "judged": Words("mark", "评分"),
    "flag": Words("yes or no", "是否"), "level": Words("level", "等级"), "date": Words("date", "日期"),
    "text": Words("text", "文字"),
}  # fmt: skip
OF_TYPE = Words("{name} ({type})", "{name} ({type})")
NEARLY = Words("nothing; {names}?", "无; {names}?")
KINDS = {
    Looks.NUMBER: Words("{count} {count:number|numbers}", "{count} 个数字"),
    Looks.PERCENT: Words("{count} {count:percent|percents}", "{count} 个百分数"),
    Looks.DATE: Words("{count} {count:date|dates}", "{count} 个日期"),
    Looks.TRUTH: Words("{count} yes or no", "{count} 个是或否"),
    Looks.NOT_APPLICABLE: Words("{count} n/a", "{count} 个不适用"),
    Looks.FAILED: Words("{count} failed {count:formula|formulas}", "{count} 个出错的公式"),
    Looks.TEXT: Words("{count} {count:text|texts}", "{count} 个文本"),
}
TEXT_FILE = Words("text", "文本")
ENCODED, GUESSED = Words("{encoding}", "{encoding}"), Words("{encoding} (guessed)", "{encoding} (推测)")
SEPARATED = {
    ",": Words("commas", "逗号分隔"), ";": Words("semicolons", "分号分隔"), "\t": Words("tabs", "制表符分隔"),
    "|": Words("bars", "竖线分隔"),
}  # fmt: skip
FROM_TO = Words("{first}-{last}", "{first}-{last}")
ALONE = Words(
    "Without these columns the files are refused: give the files that have them beside these, or add the columns.",
    "缺少这些列时无法计分: 请与含有这些列的文件一并给出, 或补充所缺列。",
)
CELL = Words("{cell}: {text}", "{cell}: {text}")
MORE = Words("… and {count} more; -v shows all", "……另有 {count} 条; -v 显示全部")


def tables(seen: Inspection, findings: Sequence[Diagnostic], limit: int | None) -> list[Table]:
    """All that there is to tell; with a `limit` at most so many findings of each severity, and nothing twice."""
    heads: Sequence[tuple[str, Words]]
    heads = (("file", FILE), ("sheet", SHEET), ("kind", KIND), ("use", USE), ("heading_row", HEADING_ROW),
             ("above", ABOVE), ("rows", ROWS))  # fmt: skip
    made = [Table("sheets", SHEETS(), _columns(heads, numeric=("above", "rows")), [_sheet(s) for s in seen.sheets])]
    heads = (("table", TABLE), ("column", COLUMN), ("heading", HEADING), ("fits", FITS), ("cells", CELLS),
             ("blank", BLANK), ("tidied", TIDIED), ("refused", REFUSED), ("lowest", LOWEST), ("highest", HIGHEST),
             ("odd", ODD))  # fmt: skip
    spare = ("tidied", "lowest", "highest", "blank")
    numeric = (*spare, "refused")
    rows = [_column(sheet, column) for sheet in seen.sheets for column in sheet.columns]
    made.append(Table("columns", COLUMNS(), _columns(heads, numeric=numeric, section="table", spare=spare), rows))
    heads = (("input", INPUT), ("wanted", WANTED), ("owner", OWNER), ("near", NEAR))
    made.append(Table("lacking", LACKING(), _columns(heads), *_all_lacking(seen, findings, limit)))
    if limit is not None:
        findings = [found for found in findings if not _is_lacking(found, seen)]
    heads = (("severity", SEVERITY), ("code", CODE), ("where", WHERE), ("what", WHAT), ("cure", CURE))
    shown, more = _first(findings, limit)
    notes = (MORE(count=more),) if more else ()
    made.append(Table("findings", FINDINGS(), _columns(heads), [_finding(one) for one in shown], notes))
    return [table for table in made if table.rows]


def _columns(
    heads: Sequence[tuple[str, Words]], *, numeric: Sequence[str] = (), section: str = "", spare: Sequence[str] = ()
) -> tuple[Column, ...]:
    return tuple(
        Column(key, words(), numeric=key in numeric, section=key == section, spare=key in spare) for key, words in heads
    )


def _sheet(seen: SheetSeen) -> list[Cell]:
    words, tone = USES[seen.use]
    use = words(records=seen.records or "") if seen.use is Use.RECORDS else words()
    rows: Content = None
    if seen.heading_rows is not None:
        first, last = seen.heading_rows
        rows = last if first == last else FROM_TO(first=first, last=last)
    read = bool(seen.columns)
    return [seen.file, seen.sheet, tuple(_kind(seen)), Marked(use, tone), rows, seen.titles or None,
            seen.rows if read else None]  # fmt: skip


def _kind(seen: SheetSeen) -> Iterator[Message]:
    """What a file is, and how a text is written."""
    if seen.separator is not None:
        yield TEXT_FILE()
    elif seen.kind is not None:
        yield seen.kind()
    if seen.encoding is not None:
        yield (GUESSED if seen.guessed else ENCODED)(encoding=seen.encoding)
    if seen.separator in SEPARATED:
        yield SEPARATED[seen.separator]()


def _column(sheet: SheetSeen, column: ColumnSeen) -> list[Cell]:
    table = sheet.file if sheet.sheet is None else f"{sheet.file} {sheet.sheet}"
    percent = column.input.type == "percent" if column.input is not None else set(column.looks) == {Looks.PERCENT}
    cells = tuple(KINDS[kind](count=count) for kind, count in column.looks.items())
    odd: Cell = None
    if column.odd is not None:
        place, text = column.odd
        where = place.cell or f"{place.line}:{place.column}"
        odd = Marked(CELL(cell=where, text=text), Tone.BAD if column.refused else Tone.WARNING)
    return [
        table, column.letter or None, column.heading, _fits(column), cells, column.blank or None, column.tidied or None,
        Marked(column.refused, Tone.BAD) if column.refused else None, _number(column.lowest, percent=percent),
        _number(column.highest, percent=percent), odd,
    ]  # fmt: skip


def _fits(column: ColumnSeen) -> Cell:
    if column.input is not None:
        return Marked(OF_TYPE(name=column.input.name, type=TYPES[column.input.type]()), Tone.GOOD)
    if column.who is not None:
        return Marked(WHO[column.who](), Tone.GOOD)
    if column.attribute:
        return Marked(COMPARED(), Tone.GOOD)
    if column.beside:
        return Marked(FOR_READERS(), Tone.FAINT)
    if column.near:
        return Marked(NEARLY(names=tuple(column.near)), Tone.WARNING)
    return Marked(NOTHING(), Tone.FAINT)


def _number(value: Fraction | None, *, percent: bool) -> Content:
    if value is None:
        return None
    return Percent(value) if percent else Fixed(value, decimals_of(value) or 0)


def _all_lacking(
    seen: Inspection, findings: Sequence[Diagnostic], limit: int | None
) -> tuple[list[list[Cell]], tuple[Message, ...]]:
    """The first inputs that no column fits, and what that means."""
    more = len(seen.lacking[limit:]) if limit is not None else 0
    refused = any(_is_lacking(found, seen) and found.severity is Severity.ERROR for found in findings)
    notes = (*((MORE(count=more),) if more else ()), *((ALONE(),) if refused else ()))
    return [_lacking(one) for one in seen.lacking[:limit]], notes


def _is_lacking(found: Diagnostic, seen: Inspection) -> bool:
    """Whether a finding says no more than that an input has no column."""
    of_column = found.kind in (files.NO_COLUMN, files.NO_COLUMN_ALLOWED)
    return of_column and found.message.values["what"] in {cut(one.input.name) for one in seen.lacking}


def _lacking(one: Lacking) -> list[Cell]:
    wanted = tuple(map(literally, one.input.wanted))
    return [one.input.name, wanted, one.input.owner, tuple(map(literally, one.near)) or None]


def _finding(found: Diagnostic) -> list[Cell]:
    words, tone = SEVERITIES[found.severity]
    where = str(found.place) if found.place is not None else None
    return [Marked(words(), tone), found.kind.code, where, found.message, found.hint]


def _first(findings: Sequence[Diagnostic], limit: int | None) -> tuple[list[Diagnostic], int]:
    """Errors first, then warnings, then notes, of each so many; and how many more there are."""
    shown: list[Diagnostic] = []
    for severity in Severity:
        shown += [found for found in findings if found.severity is severity][:limit]
    return shown, len(findings) - len(shown)
