from datetime import date
from fractions import Fraction

import pytest
from schemes_by_hand import HERE, declared

from evalkit.expression.parser import parse
from evalkit.expression.values import Reason
from evalkit.inputs.cells.grammar import Grammar
from evalkit.scheme import Expression


def cell(type_, text, percent_heading=False, **fields):
    return Grammar(declared(type_, "x", **fields), percent_heading=percent_heading).read(text)


def exact(type_, text, **options):
    found = cell(type_, text, **options)
    assert found.refused is None, found.refused
    return found.value.fraction


def refusal(type_, text, **options):
    refused = cell(type_, text, **options).refused
    return refused and refused.kind.code


def suggested(type_, text):
    hint = cell(type_, text).refused.hint
    return hint and hint.values["suggestion"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("+5", "5"),
        ("-0.5", "-0.5"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("12.50", "12.5"),
        ("９４．５", "94.5"),
        ("－３", "-3"),
        ("−3", "-3"),
        ("1,234.5", "1234.5"),
        ("１，２３４", "1234"),
        ("-1,234,567", "-1234567"),
        ("\u00a012\u200b", "12"),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("123456789012345", "123456789012345"),
        ("0.000000000000001", "0.000000000000001"),
    ],
)
def test_a_number_is_an_exact_decimal(text, value):
    assert exact("number", text) == Fraction(value)


@pytest.mark.parametrize("text", ["９", "1,234", "\u00a05", "5\u200b", "−3"])
def test_unusual_characters_are_counted_as_tidied(text):
    assert cell("number", text).tidied


@pytest.mark.parametrize("text", ["12", " 12 ", "-3", "未报"])
def test_plain_text_is_not_tidied(text):
    assert not cell("number", text).tidied


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("￥12", "12"),
        ("98分", "98"),
        ("约98", "98"),
        ("≥95", "95"),
        ("(5)", None),
        ("1_000", "1000"),
        ("٣٤", "34"),
        ("0x10", None),
        ("½", "0.5"),
        ("九十八", "98"),
        ("十二", "12"),
        ("1/2", "0.5"),
        ("94。5", "94.5"),
        ("1,23", "1.23"),
        ("inf", None),
        ("nan", None),
        ("NA", None),
        ("1 2", None),
        ("2025-12-31", None),
        ("/", None),
        ("TRUE", None),
    ],
)
def test_what_is_not_a_number_is_refused_with_a_suggestion_where_one_is_clear(text, suggestion):
    assert refusal("number", text) == "D141"
    assert suggested("number", text) == suggestion


@pytest.mark.parametrize("text", ["1234567890123456", "1.234567890123456", "1e309", "1e-300", "1e15"])
def test_numbers_have_at_most_15_digits(text):
    assert refusal("number", text) == "D143"


def test_a_long_number_is_suggested_in_15_digits():
    assert suggested("percent", "94.50000000000000123%") == "94.5%"


def test_a_bare_number_of_a_percent_input_is_a_number_of_percent():
    assert exact("percent", "94.5") == Fraction("0.945")
    assert exact("percent", "94.51%") == Fraction("0.9451")
    assert exact("percent", "94.5 ％") == Fraction("0.945")


def test_a_ratio_is_plain_unless_its_heading_has_a_percent_sign():
    assert exact("ratio", "0.945") == Fraction("0.945")
    assert exact("ratio", "94.5%") == Fraction("0.945")
    assert exact("ratio", "94.5", percent_heading=True) == Fraction("0.945")
    assert exact("number", "94.5", percent_heading=True) == Fraction("94.5")


def test_a_ratio_of_two_numbers_is_divided():
    assert exact("ratio", "107.5:100") == Fraction("1.075")
    assert exact("ratio", "107.5：100") == Fraction("1.075")
    assert refusal("ratio", "1:3") == "D149"
    assert refusal("ratio", "1:0") == "D149"
    assert refusal("number", "107.5:100") == "D141"


@pytest.mark.parametrize("type_", ["count", "number", "money", "judged"])
def test_a_percent_sign_has_no_place_in_a_plain_number(type_):
    assert refusal(type_, "94.51%") == "D142"


def test_a_count_is_a_whole_number_from_0():
    assert exact("count", "5.0") == 5
    assert refusal("count", "5.5") == "D144"
    assert refusal("count", "-1") == "D144"


def test_bounds_that_are_numbers_are_checked():
    low = Expression(parse("0"), "0", HERE)
    high = Expression(parse("100%"), "100%", HERE)
    assert exact("percent", "100", at_least=low, at_most=high) == 1
    refused = cell("percent", "100.1", at_least=low, at_most=high).refused
    assert refused.kind.code == "D145"
    assert refused.values["bounds"] == "0% … 100%"


@pytest.mark.parametrize("text", ["", "  ", "—", "——", "-", "未报", "缺报", "缺", "暂无", "...", "　"])
@pytest.mark.parametrize("type_", ["number", "flag", "level", "date", "text"])
def test_words_for_not_reported_are_states(type_, text):
    assert cell(type_, text).reason is Reason.NOT_REPORTED


@pytest.mark.parametrize("text", ["不涉及", "不适用", "N/A", "n/a", "Not applicable"])
def test_words_for_not_applicable_are_states(text):
    assert cell("count", text).reason is Reason.NOT_APPLICABLE


def test_nothing_is_never_taken_for_0():
    found = cell("count", "无")
    assert found.reason is Reason.NOT_REPORTED
    assert found.remark.code == "D163"


@pytest.mark.parametrize("text", ["√", "是", "有", "yes", "TRUE", "1", "Ｙ"])
def test_yes(text):
    assert cell("flag", text).value is True


@pytest.mark.parametrize("text", ["×", "否", "无", "No", "false", "0"])
def test_no(text):
    assert cell("flag", text).value is False


@pytest.mark.parametrize("text", ["maybe", "2", "x"])
def test_a_flag_is_yes_or_no(text):
    assert refusal("flag", text) == "D147"


def test_a_level_is_one_of_its_labels_however_it_is_spelled():
    levels = {"levels": ("齐全", "不齐全", "无", "A级")}
    assert cell("level", " 齐全 ", **levels).value == "齐全"
    assert cell("level", "Ａ级", **levels).value == "A级"
    assert cell("level", "无", **levels).value == "无"
    assert cell("level", "都有", labels={"都有": "齐全"}, **levels).value == "齐全"
    refused = cell("level", "不齐", **levels).refused
    assert refused.kind.code == "D146"
    assert refused.hint.text("en") == "did you mean 不齐全, 齐全?"


@pytest.mark.parametrize(
    "text", ["2025-12-31", "2025/12/31", "2025.12.31", "2025年12月31日", "２０２５-12-31", "2025-12-31 08:30"]
)
def test_dates(text):
    assert cell("date", text).value == date(2025, 12, 31).toordinal()


@pytest.mark.parametrize("text", ["2025-02-30", "31/12/2025", "2025-12", "20251231", "2025-12/31"])
def test_what_is_not_a_date_is_refused(text):
    assert refusal("date", text) == "D148"


@pytest.mark.parametrize("type_", ["number", "text", "flag", "level", "date"])
@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!"])
def test_the_error_of_a_formula_is_never_a_value(type_, text):
    assert refusal(type_, text) == "D150"


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "e" * 10_000, "1e" + "9" * 3, "一" * 1000, "," * 5000, "%%", ":", "1:"]
)
def test_no_text_is_too_strange_to_be_refused(text):
    assert refusal("ratio", text) in ("D141", "D143")
