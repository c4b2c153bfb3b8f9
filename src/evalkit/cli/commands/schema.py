"""`evalkit schema`: the language of schemes for editors."""

from dataclasses import dataclass
from typing import ClassVar

from evalkit.cli.asking import Asked
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import Words


@dataclass(frozen=True, kw_only=True)
class Command(Asked):
    """The JSON Schema."""

    ABOUT: ClassVar[Words] = Words(
        "Print the JSON Schema of scheme files. With it an editor completes and checks while you type.",
        "输出方案文件的 JSON Schema。编辑器可据此自动补全和检查。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = ("evalkit schema > scheme.schema.json",)

    def run(self, console: Console) -> Exit:
        import json

        from evalkit.schema import json_schema

        console.print((json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode())
        return Exit.CLEAN
