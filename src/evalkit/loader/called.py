"""How messages call the records of a scheme."""

from __future__ import annotations

from evalkit.diagnostics import Message, Words, literally

NAMES = {
    "Scheme": Words("the scheme", "方案"),
    "UnitColumns": Words("units", "units"),
    "Input": Words("an input", "填报项"),
    "DataSource": Words("a source", "数据来源"),
    "LongTable": Words("long", "long"),
    "Records": Words("records", "明细表"),
    "Criterion": Words("a criterion", "考核项"),
    "Combine": Words("combine", "combine"),
    "ForEach": Words("for_each", "for_each"),
    "Term": Words("a line of an account", "扣分(加分)项"),
    "Terms": Words("several lines of an account", "多条扣分(加分)项"),
    "Case": Words("a line of choose", "choose 的一行"),
    "Veto": Words("a veto", "否决项"),
    "Effect": Words("the effect of a veto", "否决后果"),
    "Status": Words("a status", "名单"),
    "Reward": Words("a reward", "奖励项"),
    "RewardEffect": Words("the effect of a reward", "奖励内容"),
    "Ranking": Words("ranking", "ranking"),
    "RankKey": Words("a line of then", "then 的一行"),
    "Grade": Words("a grade", "等次"),
    "Decision": Words("decided of a veto", "否决项的 decided"),
    "DecidedGrade": Words("decided", "decided"),
    "Listing": Words("a list", "名单"),
}


def called(cls: type) -> Message:
    """A record by the word that a reader knows; a rule by its key."""
    return NAMES[cls.__name__]() if cls.__name__ in NAMES else literally(cls.__name__.lower())
