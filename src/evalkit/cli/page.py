"""Help pages, in the language of the run; typer's own know English only, and count a Chinese character as one cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from evalkit.cli.asking import Asked, Choices
from evalkit.diagnostics import Language, Words
from evalkit.formats.wrap import wrap

if TYPE_CHECKING:
    from evalkit.cli.application import Meanings

WIDEST = 100
"""Longer lines are hard to read."""
SIDE_BY_SIDE = 60
"""Narrower pages have the meaning below the option."""
LEFT = 26
"""A longer option has its meaning below it."""

USAGE = Words("Usage: {usage}", "用法: {usage}")
OPTIONS_SHOWN, COMMAND_SHOWN = Words("[OPTIONS]", "[选项]"), Words("COMMAND …", "命令 …")
ARGUMENTS, OPTIONS = Words("Arguments", "参数"), Words("Options", "选项")
COMMANDS, EXAMPLES = Words("Commands", "命令"), Words("Examples", "示例")
REPEATABLE = Words("{meaning} (may be given more than once)", "{meaning} (可重复给出)")
HELP = Words("show this page", "显示本页")
COMPLETION = {
    "install_completion": Words("let the shell complete what you type", "为当前 shell 安装自动补全"),
    "show_completion": Words("print what --install-completion installs", "显示自动补全脚本"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A help page on its way."""

    language: Language
    width: int

    def say(self, words: Words, **values: str) -> str:
        return words(**values).text(self.language)

    def usage(self, name: str, rest: Sequence[str]) -> Iterator[str]:
        yield from wrap(self.say(USAGE, usage=" ".join([name, self.say(OPTIONS_SHOWN), *rest])), self.width)

    def about(self, words: Words) -> Iterator[str]:
        yield ""
        yield from wrap(self.say(words), self.width)

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
            if beside and len(entry) <= LEFT:
                yield f"  {entry}".ljust(left) + lines.pop(0)
            else:
                yield f"  {entry}"
            yield from (" " * left + line for line in lines)

    def arguments(self, params: Sequence[Any], meanings: "Meanings") -> list[tuple[str, str]]:
        found = [param for param in params if param.param_type_name == "argument"]
        return [(shown_argument(param), self.meaning(param, meanings)) for param in found]

    def options(self, params: Sequence[Any], meanings: "Meanings") -> list[tuple[str, str]]:
        found = [param for param in params if param.param_type_name == "option"]
        return [(_option(param, meanings), self.meaning(param, meanings)) for param in found]

    def meaning(self, param: Any, meanings: "Meanings") -> str:
        words = meanings[param.name][0] if param.name in meanings else COMPLETION.get(param.name, HELP)
        said = self.say(words)
        return self.say(REPEATABLE, meaning=said) if getattr(param, "multiple", False) else said


def group_page(
    name: str, about: Words, commands: Mapping[str, Words], params: Sequence[Any], meanings: "Meanings", language: Language
) -> str:
    """The page of all commands, each with the first sentence of its own page."""
    page = _page(language)
    listed = [(command, _first_sentence(page.say(words))) for command, words in commands.items()]
    lines = [
        *page.usage(name, [page.say(COMMAND_SHOWN)]),
        *page.about(about),
        *page.listed(COMMANDS, listed),
        *page.listed(OPTIONS, page.options(params, meanings)),
    ]
    return "".join(line + "\n" for line in lines)


def command_page(path: str, record: type[Asked], params: Sequence[Any], meanings: "Meanings", language: Language) -> str:
    """The page of one command."""
    page = _page(language)
    ordered = sorted(params, key=lambda param: _generality(record, param.name))
    lines = [
        *page.usage(path, [shown for shown, _ in page.arguments(params, meanings)]),
        *page.about(record.ABOUT),
        *page.listed(ARGUMENTS, page.arguments(params, meanings)),
        *page.listed(OPTIONS, page.options(ordered, meanings)),
        *(["", page.say(EXAMPLES) + ":"] if record.EXAMPLES else []),
        *(f"  {example}" for example in record.EXAMPLES),
    ]
    return "".join(line + "\n" for line in lines)


def _generality(record: type[Asked], name: str) -> int:
    """How far up a field was declared: what is special to a command comes first, what all share last."""
    kin = record.__mro__
    return next((at for at, cls in enumerate(kin) if name in cls.__dict__.get("__annotations__", {})), len(kin))


def shown_argument(param: Any) -> str:
    """`SCHEME`, `DATA…`, `[PATH]`."""
    name = (param.metavar or param.name.strip("_")).upper() + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _option(param: Any, meanings: "Meanings") -> str:
    """`-o, --output FILE`, `--lang en|zh`."""
    names = ", ".join(sorted(param.opts, key=len))
    if param.is_flag:
        return names
    choices: Choices | None = meanings[param.name][1] if param.name in meanings else None
    return f"{names} {'|'.join(choices.options) if choices else param.metavar or param.name.upper()}"


def _page(language: Language) -> Page:
    return Page(language, min(get_terminal_size().columns, WIDEST))


def _first_sentence(text: str) -> str:
    for end in ("。", ". "):
        text = text.partition(end)[0]
    return text.removesuffix(".")
