"""Sheets of rows -> the workbook, as offices lay it out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from office import Cell

MADE = datetime(2026, 1, 20)  # fixed, or every run would give another file
PERCENT = ("入户率目标", "管网漏损率", "体检率目标", "预算执行率", "满意率", "知晓率", "保洁达标率")
UNITS = {
    **dict.fromkeys(("水质检测份数", "水质合格份数"), "份"),
    **dict.fromkeys(("户数", "通水户数", "耕地补贴应发户数", "耕地补贴已发户数"), "户"),
    **dict.fromkeys(("供水达标天数", "当月天数", "医保结算天数", "临时救助平均天数", "文体设施开放天数"), "天"),
    **dict.fromkeys(("停水报修起数", "按时修复起数", "虚假报告起数"), "起"),
    **dict.fromkeys(("服务人口", "规范建档人数", "体检应检人数", "体检实检人数"), "人"),
    **dict.fromkeys(("签约服务应履约人次", "签约服务履约人次"), "人次"),
    **dict.fromkeys(("专项资金下达", "专项资金支付", "存量资金"), "万元"),
    **dict.fromkeys(("补贴应发金额", "补贴按时金额", "奖励应兑付金额", "奖励已兑付金额"), "万元"),
    **dict.fromkeys(("公路里程", "公路养护达标里程"), "公里"),
    **dict.fromkeys(("垃圾产生量", "垃圾处理量"), "吨"),
    **dict.fromkeys(PERCENT, "%"),
}
"""Column -> the unit that its heading carries."""


def write(path: Path, sheets: dict[str, list[dict[str, Cell]]]) -> None:
    """Write the workbook. Half of the percentages are cells with a percent format, as copied from another sheet."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "岚川县公共服务综合考核汇总表(虚构)", "created": MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 3)
            sheet.set_row(0, 48)
            sheet.set_column(0, len(rows[0]) - 1, 11)
            for at, column in enumerate(rows[0]):
                sheet.write_string(0, at, heading(column), bold)
            for line, found in enumerate(rows, start=1):
                for at, (column, cell) in enumerate(found.items()):
                    if isinstance(cell, str):
                        sheet.write_string(line, at, cell)
                    elif isinstance(cell, date):
                        sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), day)
                    elif cell is not None and column in PERCENT and line % 2:
                        sheet.write_number(line, at, round(cell / 100, 5), percent)
                    elif cell is not None:
                        sheet.write_number(line, at, cell)


def heading(column: str) -> str:
    """The heading of the official table: the unit stands in brackets."""
    return f"{column}（{UNITS[column]}）" if column in UNITS else column
