"""A file a month and a sheet a month: tables of records that are put together."""

from case import Subject, book

subject = Subject(
    "Records of several months",
    "A file or a sheet may hold one month of a table of records, if its name tells the month or quarter beside the "
    "name of the records: `月报_2025-01.csv`, or the sheets `月报1月`, `月报2月`. They are read one after the other, "
    "each row with its own cell; what may be the same table twice is refused.",
    {"人口": "count"},
)
RECORDS = {"records": "月报: {columns: {件数: count, 事项: text}}"}
UNITS = [["编码", "人口"], ["001", "10"], ["002", "20"]]
JANUARY = [["编码", "事项", "件数"], ["002", "投诉", "5"], ["001", "建议", "6"]]
FEBRUARY = [["件数", "编码", "事项"], ["7", "002", "建议"]]
READ = {"ids": ["001", "002"], "月报.件数": [5, 6, 7], "月报.事项": ["投诉", "建议", "建议"]}
BOTH = {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025-02": FEBRUARY}

subject.reads("a file a month, their columns in another order", "all rows, one file after the other, and told",
              BOTH, "D280 A1 | 月报 are in 2 tables | 月报_2025-01", **RECORDS, **READ)  # fmt: skip
for first, second in (("月报1月", "月报2月"), ("2025年第一季度月报", "2025年第二季度月报"),
                      ("月报上半年", "月报下半年"), ("月报202501", "月报202502")):  # fmt: skip
    subject.reads("a sheet a month, a quarter or a half of the year, beside the units", "all rows, and told",
                  book(UNITS, behind={first: JANUARY, second: FEBRUARY}), "D280 A1 | 月报 are in 2 tables",
                  **RECORDS, **READ)  # fmt: skip
subject.reads("a workbook called by the records, its sheets by the months", "all rows, and told",
              {"单位.csv": "编码,人口\n001,10\n002,20\n".encode(),
               "月报2025.xlsx": book((), before={"1月": JANUARY, "2月": FEBRUARY}, hidden=["数据"]).content},
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
                {**BOTH, "2025年2月月报": FEBRUARY}, "D193 A1 | 月报 are in two places", "D280 A1",
                **RECORDS)  # fmt: skip
subject.refuses("a month, and a file that may be the whole year", "refused: it may hold the same rows",
                {"单位": UNITS, "月报_2025-01": JANUARY, "月报_2025": FEBRUARY}, "D193 A1", **RECORDS)  # fmt: skip
subject.refuses("the same file under the names of two months", "refused",
                {"单位": UNITS, "月报1月": JANUARY, "月报2月": JANUARY}, "D280 A1", "D193 A1", **RECORDS)  # fmt: skip
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
