import json
from decimal import Decimal
from fractions import Fraction

import pytest
from sample_tables import HOSTILE, RANKING, TREE, names

from evalkit.diagnostics.message import Fixed, Percent
from evalkit.formats.cell import exact
from evalkit.formats.json import write


def read(*tables, language="en"):
    return json.loads(write(tables, language).data, parse_float=Decimal)


def test_a_table_has_keys_for_programs_and_texts_for_people():
    assert read(RANKING, language="zh") == {
        "evalkit": 1,
        "tables": [
            {
                "key": "ranking",
                "title": "排名",
                "columns": [
                    {"key": "rank", "heading": "名次"},
                    {"key": "id", "heading": "编码"},
                    {"key": "unit", "heading": "单位"},
                    {"key": "total", "heading": "总分"},
                    {"key": "share", "heading": "得分率"},
                    {"key": "why", "heading": "原因"},
                ],
                "rows": [
                    {
                        "rank": 1,
                        "id": "001",
                        "unit": "城关镇卫生院",
                        "total": Decimal("94.50"),
                        "share": Decimal("0.9451"),
                        "why": None,
                    },
                    {
                        "rank": 2,
                        "id": "002",
                        "unit": "Hill",
                        "total": Decimal("-0.50"),
                        "share": Decimal("0.333333333333333"),
                        "why": ["迟报1次", "迟报2次"],
                    },
                ],
                "notes": ["共2个单位"],
            }
        ],
    }


def test_numbers_keep_their_noughts():
    assert b'"total": 94.50' in write([RANKING], "en").data


def test_a_tree_has_its_depths_and_no_tables_are_valid():
    assert read(TREE)["tables"][0]["indent"] == [0, 1, 2, 2, 1, 2]
    assert read() == {"evalkit": 1, "tables": []}


def test_hostile_names_come_back_letter_for_letter():
    assert [row["name"] for row in read(names(*HOSTILE))["tables"][0]["rows"]] == HOSTILE


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (12345678901234567890, "12345678901234567890"),
        (Fixed(Fraction(1, 200), 2), "0.01"),
        (Fixed(Fraction(-1, 1000), 2), "0.00"),
        (Percent(Fraction(1)), "1"),
        (Percent(Fraction(2, 3)), "0.666666666666667"),
        (Percent(Fraction(1, 10**15)), "0.000000000000001"),
        (Percent(Fraction(1, 3 * 10**9)), "0.000000000333333333333333"),
    ],
)
def test_a_number_is_written_with_all_its_digits_or_fifteen(number, written):
    assert exact(number) == written
