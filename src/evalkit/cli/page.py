"""Help pages, in the language of the run; typer's own know English only, and take a while to come."""

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size

from evalkit.cli import folder
from evalkit.cli.asking import Argument, Asking, Option, asked_by
from evalkit.cli.general import GENERAL, HELP, NAME, options_before
from evalkit.diagnostics import Language, Words
from evalkit.formats.wrap import wrap

WIDEST = 100
"""Longer lines are hard to read."""
SIDE_BY_SIDE = 60
"""Narrower pages have the meaning below the option."""
LEFT = 26
"""A longer option has its meaning below it."""

ABOUT = Words(
    "Score organisational units by official schemes, explain every point, and close the gaps.",
    "按正式考核方案为各单位评分, 逐分说明得失, 列出补差路径。",
)
USAGE = Words("Usage: {usage}", "用法: {usage}")
OPTIONS_SHOWN, COMMAND_SHOWN = Words("[OPTIONS]", "[选项]"), Words("COMMAND …", "命令 …")
ARGUMENTS, OPTIONS = Words("Arguments", "参数"), Words("Options", "选项")
COMMANDS, EXAMPLES = Words("Commands", "命令"), Words("Examples", "示例")
REPEATABLE = Words("{meaning} (may be given more than once)", "{meaning} (可重复给出)")


def help_page(arguments: Sequence[str], language: Language) -> str:
    """The page of the command that the arguments name, or of all."""
    known = folder.names()
    command = next((argument for argument in options_before(arguments) if argument in known), None)
    page = _Page(language)
    lines = page.of_all(known) if command is None else page.of_command(command)
    return "".join(line + "\n" for line in lines)


class _Page:
    """A page in a language, as wide as the terminal."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.width = min(get_terminal_size().columns, WIDEST)

    def of_all(self, commands: Sequence[str]) -> Iterator[str]:
        """All commands, each with the first sentence of its own page."""
        yield from self.usage(NAME, [self.say(COMMAND_SHOWN)])
        yield from self.about(ABOUT)
        abouts = [(name, _first_sentence(self.say(folder.record(name).ABOUT))) for name in commands]
        yield from self.listed(COMMANDS, abouts)
        yield from self.listed(OPTIONS, [(_option(option), self.say(option.meaning)) for option in GENERAL])

    def of_command(self, name: str) -> Iterator[str]:
        record = folder.record(name)
        asking = list(asked_by(record))
        arguments = [(one.shown, self.meaning(one)) for one in asking if isinstance(one.way, Argument)]
        options = [(_option(one.way), self.meaning(one)) for one in asking if isinstance(one.way, Option)]
        yield from self.usage(f"{NAME} {name}", [one.needed for one in asking if one.needed is not None])
        yield from self.about(record.ABOUT)
        yield from self.listed(ARGUMENTS, arguments)
        yield from self.listed(OPTIONS, [*options, (_option(HELP), self.say(HELP.meaning))])
        if record.EXAMPLES:
            yield ""
            yield self.say(EXAMPLES) + ":"
            yield from (f"  {example}" for example in record.EXAMPLES)

    def say(self, words: Words, **values: str) -> str:
        return words(**values).text(self.language)

    def usage(self, name: str, rest: Sequence[str]) -> Iterator[str]:
        yield from wrap(self.say(USAGE, usage=" ".join([name, self.say(OPTIONS_SHOWN), *rest])), self.width)

    def about(self, words: Words) -> Iterator[str]:
        yield ""
        yield from wrap(self.say(words), self.width)

    def meaning(self, one: Asking) -> str:
        said = self.say(one.way.meaning)
        return self.say(REPEATABLE, meaning=said) if one.many and isinstance(one.way, Option) else said

    def listed(self, heading: Words, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
        """A heading and its entries, each with its meaning beside or below it."""
        if not entries:
            return
        yield ""
        yield self.say(heading) + ":"
        beside = self.width >= SIDE_BY_SIDE
        left = max((len(entry) for entry, _ in entries if len(entry) <= LEFT), default=0) + 4 if beside else 6
        for entry, meaning in entries:
            lines = wrap(meaning, max(self.width - left, 10))
            first = f"  {entry}"
            yield first.ljust(left) + lines.pop(0) if beside and len(entry) <= LEFT else first
            yield from (" " * left + line for line in lines)


def _option(option: Option) -> str:
    """`-o, --output FILE`, `--lang en|zh`."""
    value = "|".join(option.choices) or option.metavar
    return " ".join(filter(None, [", ".join(option.names), value]))


def _first_sentence(text: str) -> str:
    for end in ("。", ". "):
        text = text.partition(end)[0]
    return text.removesuffix(".")
