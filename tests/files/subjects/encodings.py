"""How the bytes of a text file are written, and what parts its cells."""

from case import Subject, csv

subject = Subject(
    "Text files",
    "A byte order mark, UTF-8 or GB18030 decides, each strictly; what cannot be told asks for `--encoding`.",
    {"数": "number"},
    "id: 编码, name: 名称",
)

ROWS = [["编码", "名称", "数"], ["001", "城关镇", "12"], ["002", "东镇", "94.5"]]
READ = {"ids": ["001", "002"], "names": ["城关镇", "东镇"], "数": [12, "94.5"]}
TEXT = csv(ROWS)
ASCII = {"units": "id: id, name: name", "inputs": {"n": "number"}}
"""A scheme whose headings tell nothing of an encoding."""

# Bytes

subject.reads("UTF-8", "read without a word", TEXT, **READ)
subject.reads("UTF-8 with a byte order mark", "the same", TEXT.encode("utf-8-sig"), **READ)
subject.reads("GBK, as Excel saves CSV in China", "read as GB18030, which is told: the headings fit the scheme",
              TEXT.encode("gbk"), "D116 | GB18030", **READ)  # fmt: skip
subject.reads("GB18030 with characters of four bytes", "the same", TEXT.replace("东", "㐀𠀀").encode("gb18030"),
              "D116 | GB18030", names=["城关镇", "㐀𠀀镇"], 数=[12, "94.5"])  # fmt: skip
subject.reads("UTF-16 with tabs, as Excel saves Unicode text", "read, and told",
              ("\ufeff" + csv(ROWS, "\t")).encode("utf-16-le"), "D116 | UTF-16", **READ)  # fmt: skip
subject.reads("UTF-16, big end first", "the same", ("\ufeff" + TEXT).encode("utf-16-be"), "D116 | UTF-16", **READ)
subject.reads("GBK, with `--encoding gbk`", "read without a word", TEXT.encode("gbk"), options="--encoding gbk", **READ)
subject.reads("Big5, with `--encoding big5`", "read without a word", "編碼,名稱,數\n001,城關鎮,12\n".encode("big5"),
              options="--encoding big5", units="id: 編碼, name: 名稱", inputs={"數": "number"},
              names=["城關鎮"], 數=[12])  # fmt: skip
subject.refuses("Big5, unnamed", "refused, unless its headings happen to fit: name the encoding",
                "編碼,名稱,數\n001,城關鎮,12\n".encode("big5"), "D103 1 | byte 0", units="id: 編碼, name: 名稱",
                inputs={"數": "number"})  # fmt: skip
subject.reads("plain headings, one word in GBK: too little to be sure", "read as GB18030, a warning says it is a guess",
              "id,name,n\n1,城关镇,5\n".encode("gbk"), "D104 | guessed | --encoding", names=["城关镇"],
              **ASCII)  # fmt: skip
subject.reads("Western text that can be read as GB18030", "the same warning: a guess",
              "id,name,n\n1,Cafés,5\n".encode("cp1252"), "D104 | guessed", n=[5], **ASCII)  # fmt: skip
subject.reads("Western text with `--encoding cp1252`", "read without a word",
              "id,name,n\n1,Cafés,5\n".encode("cp1252"), options="--encoding cp1252", names=["Cafés"], n=[5],
              **ASCII)  # fmt: skip
subject.refuses("Western text that GB18030 has no characters for", "refused with byte and row",
                "id,name,n\n1,Café,5\n".encode("cp1252"), "D103 2 | 0xe9 | row 2", **ASCII)  # fmt: skip
subject.refuses("one bad byte in UTF-8", "refused with its offset and row; never replaced",
                TEXT.encode() + b"003,\xff,5\n", "D103 4 | byte 55 (0xff) in row 4 is not UTF-8")  # fmt: skip
subject.refuses("UTF-8 cut in the middle of a character", "refused with its offset",
                TEXT.encode() + "003,东".encode()[:-1],
                "D103 4 | byte 55")  # fmt: skip
subject.refuses("UTF-8 below, GBK at the end", "refused with the first byte that is not UTF-8",
                TEXT.encode() + "003,西镇,7\n".encode("gbk"), "D103 4 | byte 55 | row 4 is not UTF-8")  # fmt: skip
subject.refuses("GBK, then a row in UTF-8", "refused with the row: two encodings",
                TEXT.encode("gbk") + "003,西镇,7\n".encode(), "D117 4 | byte 45 | UTF-8")  # fmt: skip
subject.refuses("an encoding that there is not", "refused, with those to try", TEXT, "D105 | klingon | utf-8",
                options="--encoding klingon")  # fmt: skip
subject.refuses("an encoding that turns bytes into bytes", "refused, with those to try", TEXT, "D105 | base64",
                options="--encoding base64")  # fmt: skip
subject.refuses("UTF-8 with `--encoding gb18030`", "refused: the headings do not fit, or a byte does not",
                TEXT, "D103 1 | GB18030", options="--encoding gb18030")  # fmt: skip
subject.refuses("a NUL in a cell", "refused with its row", "编码,名称,数\n001,a,1\n002,b\0,2\n", "D108 | row 3")
subject.refuses("UTF-16 without its mark", "refused: name the encoding", TEXT.encode("utf-16-le"),
                "D103 2 | --encoding utf-16-le")  # fmt: skip
subject.refuses("an empty file", "refused", "", "D112")
subject.refuses("nothing but blank lines", "refused", "\n\n , \n", "D112")

# Lines and cells

subject.reads("lines that end in CR LF", "the same", TEXT.replace("\n", "\r\n"), **READ)
subject.reads("lines that end in CR", "the same", TEXT.replace("\n", "\r"), **READ)
subject.reads("line ends of three kinds, and none at the last", "the same",
              "编码,名称,数\r\n001,城关镇,12\r002,东镇,94.5",
              **READ)  # fmt: skip
subject.reads("semicolons", "found", csv(ROWS, ";"), **READ)
subject.reads("tabs", "found", csv(ROWS, "\t"), **READ)
subject.reads("`sep=;` in the first line", "obeyed, and not read as a title", "sep=;\n" + csv(ROWS, ";"), **READ)
subject.reads("`sep=|`", "obeyed", "sep=|\n" + csv(ROWS, "|"), **READ)
subject.reads("commas inside quotes, semicolons between", "the semicolon is found",
              '编码;名称;数\n001;"城关,镇";"1,234"\n', "D164 C2", names=["城关,镇"], 数=[1234])  # fmt: skip
subject.reads("everything in quotes, with quotes inside", "read", '"编码","名称","数"\n"001","“城""关”","12"\n',
              names=['“城"关”'], 数=[12])  # fmt: skip
subject.reads("a line break inside quotes", "read; later rows keep their numbers",
              '编码,名称,数\n001,"城\n关",12\n002,东,1e3\n', "D162 C4", 数=[12, 1000])  # fmt: skip
subject.refuses(
    "full-width commas ， between the cells", "refused: shows the ，", TEXT.replace(",", "，"), "D118 1 | ，"
)
subject.refuses(
    "a full-width comma in one row", "refused: shows the ，", TEXT + "003，西镇，7\n", "D107 4 | 1 cell | ，"
)
subject.refuses("rows with more or fewer cells than the heading", "refused, each with its row",
                "编码,名称,数\n001,a,1,2\n002,b\n003,c,3\n", "D107 2 | 4 cells", "D107 3 | 2 cells")  # fmt: skip
subject.refuses("an unquoted thousands comma", "refused: the row is too wide", "编码,名称,数\n001,a,1,234\n",
                "D107 2 | 4 cells | quotes")  # fmt: skip
subject.reads("surplus commas at the end of rows", "read", "编码,名称,数\n001,a,1,,\n002,b,2,\n", 数=[1, 2])
subject.refuses("a quote that is not closed", "refused with the row where it opens",
                '编码,名称,数\n001,a,1\n002,"b,2\n003,c,3\n', "D106 3 | quote")  # fmt: skip
subject.refuses("a cell of 200,000 characters in quotes", "refused: row and cut text",
                f'编码,名称,数\n001,a,"{"9" * 200_000}"\n', "D243 C2 | 999")  # fmt: skip
subject.reads("codes that differ only in their width, 001 and ００１", "two units, with a warning",
              "编码,名称,数\n001,甲,1\n００１,乙,2\nB1,丙,3\nb 1,丁,4\n", "D341 A3 | 2 codes | ００１ | 001",
              ids=["001", "００１", "B1", "b 1"])  # fmt: skip
subject.reads("units named NA, null, None, nan", "the names are kept", "编码,名称,数\nNA,null,1\nnan,None,2\n",
              ids=["NA", "nan"], names=["null", "None"], 数=[1, 2])  # fmt: skip
