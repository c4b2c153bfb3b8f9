"""What may be typed into a cell of a form, as Excel checks it: lists, and numbers and dates within their bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evalkit.diagnostics import Language, Words
from evalkit.diagnostics.message import Value, show
from evalkit.formats.cell import decimal
from evalkit.formats.safe import could_run, safe
from evalkit.formats.sheet_name import cut
from evalkit.template.model import Field
from evalkit.template.words import HOW_TYPED

LONGEST_LIST, LONGEST_MESSAGE, LONGEST_TITLE = 255, 255, 32
NO_VALUE = ("不适用", "不涉及", "n/a", "未报", "—")
"""What may stand instead of a number; the reader knows more words."""
FIRST_DAY = 32874
"""1990-01-01, as a spreadsheet counts days."""
REFUSED_TITLE = Words("This cannot stand here", "填写内容有误")
REFUSED = Words("Wanted: {how}. Where it does not apply, write n/a.", "应填: {how}。没有此项工作的, 填“不适用”。")


def validation(
    field: Field, cell: str, place_list: Callable[[Sequence[str]], str], language: Language
) -> dict[str, object] | None:
    """The validation of a column, or None where anything goes.

    Args:
        field: the column.
        cell: its first cell, as `D8`.
        place_list: writes a list that is too long for the cell itself somewhere else, and says where.
        language: of the messages.
    """
    messages = {
        "error_title": cut(REFUSED_TITLE().text(language), LONGEST_TITLE),
        "error_message": cut(REFUSED(how=_how(field)).text(language), LONGEST_MESSAGE),
    }
    if field.choices:
        choices = [safe(show(choice, language)) for choice in field.choices]
        source = list(choices) if _is_short(choices) else place_list(choices)
        return {"validate": "list", "source": source, **messages}
    if (formula := _formula(field, cell)) is not None:
        return {"validate": "custom", "value": formula, **messages}
    return None


def _bounds(field: Field, cell: str, divided_by: int) -> list[str]:
    low = [] if field.low is None else [f"{cell}>={decimal(field.low / divided_by)}"]
    return low if field.high is None else [*low, f"{cell}<={decimal(field.high / divided_by)}"]


def _how(field: Field) -> tuple[Value, ...]:
    return field.how or (HOW_TYPED[field.type](),)


def _is_short(choices: Sequence[str]) -> bool:
    """Whether Excel takes a list as it stands, and gives each back as it is."""
    plain = all(choice and choice == choice.strip() and not set(',，"') & set(choice) for choice in choices)
    return plain and not any(map(could_run, choices)) and len(",".join(choices).encode("utf-16-le")) < 2 * LONGEST_LIST


def _formula(field: Field, cell: str) -> str | None:
    """A number within its bounds, or a word that says why there is none."""
    match field.type:
        case "text" | "flag" | "level" | "ratio":  # 1:40 would become a time: such cells hold texts
            return None
        case "date":
            wanted = [f"{cell}>={FIRST_DAY}"]
        case _:
            wanted = [f"{cell}=INT({cell})"] if field.type == "count" else []
            wanted += _bounds(field, cell, 1)
    within = f"AND({','.join(wanted)})" if wanted else "TRUE"
    if field.type == "percent" and field.low is not None and field.low > 0:  # 94.5% is 0.945 to the check
        within = f"OR({within},AND({','.join(_bounds(field, cell, 100))}))"
    words = ",".join(f'{cell}="{word}"' for word in NO_VALUE)
    return f"=IF(ISNUMBER({cell}),{within},OR({words}))"
