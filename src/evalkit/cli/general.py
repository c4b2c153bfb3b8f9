"""What every command line may hold: the name, the options that no command has for itself, and the call for help."""

from collections.abc import Sequence

from evalkit.cli.asking import Option
from evalkit.diagnostics import Words
from evalkit.diagnostics.message import LANGUAGES

NAME = "evalkit"
HELP = Option("-h --help", Words("show this page", "显示本页"))
GENERAL = (
    Option("--lang", Words("the language; else that of the locale", "语言; 默认随系统区域设置"), choices=("en", "zh")),
    Option("--version", Words("print the version", "显示版本号")),
    Option("--install-completion", Words("let the shell complete what you type", "为当前 shell 安装自动补全")),
    Option("--show-completion", Words("print what --install-completion installs", "显示自动补全脚本")),
    HELP,
)


def options_before(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments before `--`, behind which nothing is an option."""
    return arguments[: list(arguments).index("--")] if "--" in arguments else arguments


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether a help page is wanted: it is asked for, or nothing is."""
    before = set(options_before(arguments))
    only_language = before <= {"--lang", *LANGUAGES, *(f"--lang={known}" for known in LANGUAGES)}
    return only_language or bool(before & set(HELP.names))
