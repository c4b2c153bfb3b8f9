"""Records: JSON, Parquet and Arrow."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from case import Data, Subject
from sheets import MISSING

from evalkit.expression.values import Reason

subject = Subject(
    "Records",
    "A list of records is a table whose headings are the keys; a value is told by the number of its record and its "
    "key: `#2.数`. `.json` and `.jsonl` are read as evalkit is installed, `.parquet`, `.arrow` and `.feather` with "
    "`pip install 'evalkit[arrow]'`.",
    {"数": "number", "率": "percent"},
)
NONE = Reason.NOT_REPORTED
RECORDS = [{"编码": "001", "数": 12, "率": 94.5}, {"编码": "002", "数": 30.5, "率": None}]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", NONE]}


def written(records: object, name: str = "data.json") -> Data:
    return {name: json.dumps(records, ensure_ascii=False).encode()}


def text(content: str, name: str = "data.json") -> Data:
    return {name: content.encode()}


subject.reads("a list of records", "read", written(RECORDS), **READ)
subject.reads("a record a line", "read", text("\n".join(map(json.dumps, RECORDS)), "data.jsonl"), **READ)
AS_TEXT = json.dumps(RECORDS, ensure_ascii=False)
subject.reads("JSON with a byte order mark", "read", {"data.json": AS_TEXT.encode("utf-8-sig")}, **READ)
subject.reads("JSON as UTF-16", "read, and told", {"data.json": AS_TEXT.encode("utf-16")}, "D116 | UTF-16", **READ)
subject.reads("JSON as GB18030", "read, and told", {"data.json": AS_TEXT.encode("gb18030")}, "D116 | GB18030",
              **READ)  # fmt: skip
subject.reads("a key that some records lack", "not reported", written([RECORDS[0], {"编码": "002", "数": 30.5}]),
              **READ)  # fmt: skip
subject.reads("numbers of JSON", "the decimal that is written, all its digits",
              text('[{"编码": "001", "数": 0.123456789012345, "率": 94.50},'
                   '{"编码": "002", "数": "12", "率": "94.5%"}]'),
              数=["0.123456789012345", 12], 率=["0.945", "0.945"])  # fmt: skip
subject.refuses("a number of JSON with more than 15 digits", "refused with its record and key",
                text('[{"编码": "001", "数": 0.30000000000000004, "率": 90}]'),
                "D143 | 0.30000000000000004")  # fmt: skip
subject.reads("several lists of records", "each is a sheet, found by its name",
              written({"数据": RECORDS, "说明": [{"事项": "按季度填报"}]}), "D111 | read: 数据; not read: 说明",
              **READ)  # fmt: skip
subject.refuses("NaN and Infinity in JSON", "refused with their record and key: they are not missing",
                text('[{"编码": "001", "数": NaN, "率": 1}, {"编码": "002", "数": 1, "率": -Infinity}]'),
                "D268 | 数 of record 1 is NaN", "D268 | 率 of record 2 is -Infinity")  # fmt: skip
subject.refuses("lists and objects inside a record", "refused with their record and key",
                written([{"编码": "001", "数": [1, 2], "率": {"值": 1}}]), "D268 | 数 of record 1 is a list",
                "D268 | 率 of record 1 is an object")  # fmt: skip
subject.refuses("a key twice in a record", "refused, even where both say the same",
                text('[{"编码": "001", "数": 1, "率": 1}, {"编码": "002", "数": 1, "率": 1, "数": 1}]'),
                "D269 | record 2 has 数 twice")  # fmt: skip
subject.refuses("half a character, as \\ud800", "refused", text('[{"编码": "\\ud800", "数": 1, "率": 1}]'),
                "D268 | half a character")  # fmt: skip
subject.refuses("a comma behind the last record, as scripts leave it", "refused with its place",
                text('[{"编码": "001"},\n]'), "D266 | from here on")  # fmt: skip
subject.refuses("JSON cut short", "refused", text('[{"编码": "001", "数"'), "D266")
subject.refuses("a hundred thousand levels of lists", "refused", text("[" * 100_000), "D266 | too many levels")
subject.refuses("a table as lists of cells", "refused: write objects", written([["编码", "数"], ["001", 1]]),
                "D267 | this is a list | write an object")  # fmt: skip
subject.refuses("a number or nothing under .json", "refused", text("[12]"), "D267 | a single value")
subject.refuses("an empty .json", "refused", text(""), "D267 | nothing")
subject.refuses("JSON called .csv", "refused: rename it", written(RECORDS, "data.csv"), "D119 | JSON | rename | .json")
subject.refuses("CSV called .json", "refused: rename it", text("编码,数,率\n001,1,1\n"), "D119 | plain text | .csv")
subject.reads("a code that is a number in JSON", "its digits",
              text('[{"编码": 110105199001011234, "数": 1, "率": 90}]'), ids=["110105199001011234"])  # fmt: skip


def tables(**columns: Any) -> Iterator[Data]:
    """The same table in each of the three kinds of file."""
    import pyarrow
    from pyarrow import feather, ipc, parquet

    table = pyarrow.table(columns)
    for name, write in (("parquet", parquet.write_table), ("feather", feather.write_feather), ("arrow", None)):
        out = BytesIO()
        if write is not None:
            write(table, out)
        else:
            with ipc.new_stream(out, table.schema) as stream:
                stream.write_table(table)
        yield {f"data.{name}": out.getvalue()}


def typed() -> None:
    import pyarrow

    def reads(title: str, does: str, columns: dict[str, Any], *says: str, **more: Any) -> None:
        for data in tables(**columns):
            subject.reads(title, does, data, *says, **more)

    def refuses(title: str, does: str, columns: dict[str, Any], *says: str, **more: Any) -> None:
        for data in tables(**columns):
            subject.refuses(title, does, data, *says, **more)

    ids, rate = ["001", "002"], [94.5, None]
    reads("typed columns", "read without going through text", {"编码": ids, "数": [12, 30.5], "率": rate}, **READ)
    reads("floats that are no short decimal, in a typed column", "the 15 digits that they show",
          {"编码": ids, "数": [0.1 + 0.2, 94.51], "率": rate}, 数=["0.3", "94.51"])  # fmt: skip
    reads("floats of 32 bits", "the shortest decimal that they are", {"编码": ids, "率": rate,
          "数": pyarrow.array([94.51, 0.1], pyarrow.float32())}, 数=["94.51", "0.1"])  # fmt: skip
    reads("decimals", "read exactly", {"编码": ids, "率": rate, "数": [Decimal("12.50"), Decimal("0.10")]},
          数=["12.5", "0.1"])  # fmt: skip
    reads("codes that are whole numbers of 64 bits", "all their digits",
          {"编码": [110105199001011234, 2], "数": [12, 30], "率": rate}, ids=["110105199001011234", "2"])  # fmt: skip
    reads("columns of dates, truths and categories", "read", {"编码": ids, "日": [date(2025, 3, 1), None],
          "时": [datetime(2025, 12, 31, 10, 30), None], "有": [True, None],
          "级": pyarrow.array(["齐全", None]).dictionary_encode()},
          inputs={"日": "date", "时": "date", "有": "flag", "级": "level"}, 日=[date(2025, 3, 1), NONE],
          时=[date(2025, 12, 31), NONE], 有=[True, NONE], 级=["齐全", NONE])  # fmt: skip
    refuses("NaN that is no missing value", "refused with its record: it is not missing",
            {"编码": ids, "率": rate, "数": pyarrow.array([1.0, float("nan")])}, "D141 | 002: NAN")  # fmt: skip
    refuses("whole numbers with more than 15 digits", "refused with their record",
            {"编码": ids, "率": rate, "数": [9007199254740993, 1]}, "D143 | 9007199254740993")  # fmt: skip
    refuses("columns of lists, bytes, and times with a zone", "refused with their type",
            {"编码": ids, "数": [[1], [2]], "率": [b"1", b"2"], "日": [datetime(2025, 3, 1, tzinfo=UTC), None]},
            "D270 | 数 holds list", "D270 | 率 holds binary", "D270 | 日 holds timestamp",
            inputs={"数": "number", "率": "percent", "日": "date"})  # fmt: skip
    reads("such a column that nothing asks for", "of no matter",
          {"编码": ids, "数": [12, 30.5], "率": rate, "附件": [[1], [2]]}, "D123 | 附件", **READ)  # fmt: skip
    for data in tables(编码=ids * 5000, 数=[12] * 10_000, 率=[94.5] * 10_000):
        name, content = next(iter(data.items()))
        half = content[: len(content) // 2]
        subject.refuses("such a file cut short", "refused", {name: half}, "D271")


if "arrow" not in MISSING:
    typed()
