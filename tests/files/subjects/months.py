"""A file a month and a sheet a month: tables of records that are put together."""

from datetime import date

from case import Subject, book

subject = Subject(
    "Records of several months and towns",
    "A file or a sheet may hold one month of a table of records, if its name tells the month or quarter beside the "
    "name of the records: `月报_2025-01.csv`, or the sheets `月报1月`, `月报2月`; or those of some units, "
    "as a workbook for each town with a sheet of records. They are read one after the other, each row with its own "
    "cell; what may be the same table twice is refused.",
    {"人口": "count"},
)
RECORDS = {"records": "月报: {columns: {件数: count, 事项: text}}"}
UNITS = [["编码", "人口"], ["001", "10"], ["002", "20"]]
JANUARY = [["编码", "事项", "件数"], ["002", "投诉", "5"], ["001", "建议", "6"]]
FEBRUARY = [["件数", "编码", "事项"], ["7", "002", "建议"]]
READ = {"ids": ["001", "002"], "月报.件数": [5, 6, 7], "月报.事项": ["投诉", "建议", "建议"]}
PLACES = {"单位.csv": "编码,人口\n001,10\n002,20\n".encode()}
BOTH = {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025-02": FEBRUARY}

subject.reads("a file a month, their columns in another order", "all rows, one file after the other, and told",
              BOTH, "D280 A1 | 月报 are in 2 tables | 月报_2025-01", **RECORDS, **READ)  # fmt: skip
for first, second in (("月报1月", "月报2月"), ("2025年第一季度月报", "2025年第二季度月报"),
                      ("月报上半年", "月报下半年"), ("月报202501", "月报202502")):  # fmt: skip
    subject.reads("a sheet a month, a quarter or a half of the year, beside the units", "all rows, and told",
                  book(UNITS, behind={first: JANUARY, second: FEBRUARY}), "D280 A1 | 月报 are in 2 tables",
                  **RECORDS, **READ)  # fmt: skip
subject.reads("a workbook called by the records, its sheets by the months", "all rows, and told",
              {**PLACES, "月报2025.xlsx": book((), before={"1月": JANUARY, "2月": FEBRUARY}, hidden=["数据"]).content},
              "D280 A1 | 月报 are in 2 tables", **RECORDS, **READ)  # fmt: skip
subject.refuses("cells that cannot be read in several of the files", "refused: each in its own file",
                {"单位": UNITS, "月报_2025-01": [*JANUARY, ["001", "", "约6"]],
                 "月报_2025-02": [*FEBRUARY, ["三", "001", ""]]},
                "D141 C4 | 约6", "D141 A3 | 三", "D280 A1", **RECORDS)  # fmt: skip
subject.refuses("a record of no unit in the second file", "refused: its row",
                {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025-02": [*FEBRUARY, ["1", "117", ""]]},
                "D280 A1", "D195 B3 | 117", **RECORDS)  # fmt: skip
subject.reads("a file without a column that the others have", "not reported there, with a warning",
              {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025-02": [["编码", "件数"], ["002", "7"]]},
              "D281 A1 | no 事项", "D280 A1", ids=["001", "002"], **RECORDS,
              **{"月报.件数": [5, 6, 7], "月报.事项": ["投诉", "建议", None]})  # fmt: skip
subject.reads("a month without any record", "the rows of the others", {**BOTH, "月报_2025-02": FEBRUARY[:1]},
              "D280 A1", **RECORDS, ids=["001", "002"], **{"月报.件数": [5, 6]})  # fmt: skip
subject.refuses("one month twice, under two names", "refused: it may be the same",
                {**BOTH, "2025年2月月报": FEBRUARY}, "D193 A1 | 月报 are in two places",
                **RECORDS)  # fmt: skip
subject.refuses("a month, and a file that may be the whole year", "refused: it may hold the same rows",
                {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025": FEBRUARY}, "D193 A1 | 1 unit | 002",
                **RECORDS)  # fmt: skip
SAME = book(JANUARY).content
subject.refuses("the same file under the names of two months", "refused",
                {**PLACES, "月报1月.xlsx": SAME, "月报2月.xlsx": SAME}, "D193 A1 | the same", **RECORDS)  # fmt: skip
subject.refuses("files of two years, and nothing says of which a row is", "refused",
                {"单位": UNITS, "月报2024": JANUARY, "月报2025": FEBRUARY}, "D280 A1", "D282 A1 | 2024, 2025",
                **RECORDS)  # fmt: skip
subject.reads("files of two years, for a scheme with a period", "the rows of its period, and told",
              {"单位": UNITS, "月报2024": JANUARY, "月报2025": FEBRUARY}, "D280 A1", "D197 A1 | 2 records",
              period="2025", **RECORDS, ids=["001", "002"], **{"月报.件数": [7]})  # fmt: skip
subject.reads("a column of months in some of the files", "a file without it is of the month in its name",
              {"单位": [["编码", "月份", "人口"], ["001", "2025-02", "1"], ["002", "2025-02", "1"]],
               "月报2025-02": [[*FEBRUARY[0], "月份"], ["7", "002", "建议", "2025-02"]],
               "月报2025-01": JANUARY},
              "D280 A1", "D197 A1 | 2 records", period="2025-02",
              units="id: 编码, period: 月份", **RECORDS, ids=["001", "002"], **{"月报.件数": [7]})  # fmt: skip

# A workbook for each town, with its unit and its records


def town(code: str, people: str, *records: list[str], sheet: str = "月报") -> bytes:
    rows = [["编码", "件数", "事项"], *([code, *record] for record in records)]
    return book([["编码", "人口"], [code, people]], behind={sheet: rows} if sheet else {}).content


EAST, WEST = town("001", "10", ["5", "投诉"], ["6", "建议"]), town("002", "20", ["7", "建议"])
TOWNS = {"东镇.xlsx": EAST, "西镇.xlsx": WEST}
subject.reads("a workbook a town: its unit in one sheet, its records in another", "all rows, and told",
              TOWNS, "D236 A1 | 2 tables", "D280 A1 | 月报 are in 2 tables", **RECORDS, **READ)  # fmt: skip
subject.refuses("cells that cannot be read in the records of two towns", "refused: each in its own workbook",
                {"东镇.xlsx": town("001", "1", ["约6", ""]), "西镇.xlsx": town("002", "1", ["", ""], ["三", ""])},
                "D236 A1", "D141 B2 | 约6", "D141 B3 | 三", "D280 A1", **RECORDS)  # fmt: skip
subject.reads("a town without any record", "the rows of the others",
              {"东镇.xlsx": EAST, "西镇.xlsx": town("002", "20")}, "D236 A1", "D280 A1", **RECORDS,
              ids=["001", "002"], **{"月报.件数": [5, 6]})  # fmt: skip
for lacking in ("", "情况月报"):
    subject.reads("a town without the sheet of the records, or with one that is called otherwise",
                  "no records, with a warning",
                  {"东镇.xlsx": EAST, "西镇.xlsx": town("002", "20", ["7", ""], sheet=lacking)},
                  "D310 A2 | 1 unit | 002", *["D111 | not read: 情况月报"] * bool(lacking), "D236 A1", **RECORDS,
                  ids=["001", "002"], **{"月报.件数": [5, 6]})  # fmt: skip
subject.refuses("a town twice, its records too", "refused: they may be the same",
                {**TOWNS, "东镇 (2).xlsx": town("001", "10", ["5", "投诉"])}, "D236 A1", "D233 A1 | 人口",
                "D193 A1 | 1 unit | 001", **RECORDS)  # fmt: skip
subject.reads("a workbook a town, in each a sheet a month", "all rows, and told",
              {"东镇.xlsx": book([["编码", "人口"], ["001", "1"]],
                                 behind={"月报1月": [JANUARY[0], JANUARY[2]], "月报2月": [JANUARY[0]]}).content,
               "西镇.xlsx": book([["编码", "人口"], ["002", "1"]],
                                 behind={"月报1月": JANUARY[:2], "月报2月": FEBRUARY}).content},
              "D236 A1", "D280 A1 | 4 tables", **RECORDS, ids=["001", "002"],
              **{"月报.件数": [6, 5, 7]})  # fmt: skip

# Months that do not name their year

for first, second in (("月报_1月", "月报_2月份"), ("月报一月", "二月份月报"), ("2025年1月月报", "月报2月")):
    subject.reads("a file a month, for a scheme with a year", "all rows, and told",
                  {"单位": UNITS, first: JANUARY, second: FEBRUARY}, "D280 A1", period="2025", **RECORDS,
                  **READ)  # fmt: skip
subject.reads("a file a month, for a scheme of a month", "the rows of its month, and told",
              {"单位": UNITS, "月报1月": JANUARY, "月报2月": FEBRUARY}, "D280 A1", "D197 A1 | 2 records",
              period="2025-02", **RECORDS, ids=["001", "002"], **{"月报.件数": [7]})  # fmt: skip
subject.refuses("a month with its year and one without, and nothing says of which year", "refused",
                {"单位": UNITS, "2024年12月月报": JANUARY, "月报1月": FEBRUARY}, "D193 A1 | 1 unit | 002",
                **RECORDS)  # fmt: skip
subject.reads("one file, of another month by its name", "read as of the scheme's period, with a warning",
              {"单位": UNITS, "月报1月": JANUARY}, "D313 A1 | of 2025-1, and is read as of | 2025-2", period="2025-02",
              **RECORDS, ids=["001", "002"], **{"月报.件数": [5, 6]})  # fmt: skip
subject.reads("files of other months, none of the scheme's", "no records, with a warning",
              {"单位": UNITS, "月报1月": JANUARY, "月报2月": FEBRUARY}, "D314 A1 | of the scheme's period 2025-3",
              "D280 A1", "D197 A1 | 2 records", "D197 A1 | 1 record", period="2025-03", **RECORDS,
              ids=["001", "002"], **{"月报.件数": []})  # fmt: skip
HEADS = ["编码", "月份", "人口"]
MONTHLY = {"units": "id: 编码, period: 月份", "period": "2025-02"}
for january, february in (("1月", "2月"), ("一月", "二月份"), ("1", "2"), ("1月份", "2025年2月"), ("202501", "2月")):
    lacking = [one for one in (january, february) if "2025" not in one]
    subject.reads("months without a year in a column, for a scheme of a month", "its year, and told how many rows",
                  [HEADS, ["001", january, "1"], ["001", february, "2"]],
                  f"D312 {'B2' if january in lacking else 'B3'} | {len(lacking)} row | of 2025", **MONTHLY,
                  ids=["001"], 人口=[2])  # fmt: skip
subject.reads("a title that names another year than the scheme", "its year, and told: there is no row of the period",
              {"单位": [["2024年度月报"], HEADS, ["001", "12月", "1"]], "2025年2月": [HEADS, ["001", "2月", "2"]]},
              "D206 A1", "D113 A2", "D312 B3 | 2024", "D312 B2 | 2025", **MONTHLY, ids=["001"], 人口=[2])  # fmt: skip
subject.refuses("a file called by one year, its title by another", "refused: the year must be with the month",
                {"2024年": [["2025年月报"], HEADS, ["001", "1月", "1"]]}, "D113 A2", "D311 B3 | 1月 | as in 2025-03",
                "D204 A2", **MONTHLY)  # fmt: skip
subject.refuses(
    "months in a column, for a scheme of a year",
    "refused: they are records of it",
    [HEADS, ["001", "1月", "1"]],
    "D203 B2 | 1月 | records",
    "D204 A1",
    **{**MONTHLY, "period": "2025"},
)
for written in (["2025/1/1", "2025/2/1"], [date(2025, 1, 1), date(2025, 2, 1)]):
    subject.reads("months that Excel has made dates of", "the months of the dates",
                  [HEADS, ["001", written[0], "1"], ["001", written[1], "2"]], **MONTHLY, ids=["001"],
                  人口=[2])  # fmt: skip
WHEN = {f"2025年{month}月考核.xlsx": book([HEADS, ["001", f"{month}月", month], ["002", f"{month}月", month]],
        behind={"月报": rows}).content for month, rows in ((1, JANUARY), (2, FEBRUARY))}  # fmt: skip
subject.reads("a workbook a month, its units in one sheet, its records in another",
              "the records of the scheme's month, and told",
              WHEN, "D312 B2", "D312 B2", "D280 A1", **MONTHLY, **RECORDS, ids=["001", "002"], 人口=[2, 2],
              **{"月报.件数": [7]})  # fmt: skip

MISNAMED = {"单位": UNITS, "月报": JANUARY, "东镇月报补": [["编码", "事项", "件数"], ["001", "投诉", "1"]]}
subject.reads("a file with the headings of the records, and another name", "not read as such, with a warning",
              MISNAMED, "D315 A1 | 月报 | call its file", "D173 A1 | 1 unit | 002", "D123 A1 | 事项, 件数", **RECORDS,
              ids=["001", "002"], **{"月报.件数": [5, 6]})  # fmt: skip

# A column for each month

APART = "are of one month or quarter each"
subject.refuses("a column a month", "refused: which columns, and that each month wants a row",
                [["编码", "1月人口", "2月 人口"], ["001", "1", "2"]], "D123 A1 | 2 columns",
                "D121 A1 | 人口 | 1月人口, 2月 人口 | " + APART)  # fmt: skip
subject.refuses("months above the headings", "refused: which columns, and that each month wants a row",
                [["编码", "第一季度", "第二季度"], ["", "人口", "人口"], ["001", "1", "2"]],
                "D219 A1", "D122 C2 | 人口 | 第一季度/人口, 第二季度/人口 | " + APART)  # fmt: skip
for sums in ([], ["合计"]):
    subject.refuses("months below the headings, a sum among them", "refused: they belong to the heading",
                    [["编码", "人口", ""], ["", "1月", "2月", *sums], ["001", "1", "2", *["3"] * len(sums)]],
                    "D219 A1", f"D123 A2 | {2 + len(sums)} columns",
                    "D121 A2 | 人口 | 人口/1月, 人口/2月 | " + APART)  # fmt: skip
