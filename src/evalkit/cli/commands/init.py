"""`evalkit init`: a scheme to start from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from evalkit.cli.asking import Argument, Asked, Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.shell import quoted
from evalkit.diagnostics import Words

STARTER = Path(__file__).parents[1] / "starter"
WROTE = Words("wrote {scheme} and {data}; next:", "已写入 {scheme} 和 {data}。接下来:")


@dataclass(frozen=True, kw_only=True)
class Command(Asked):
    """Writes the starter scheme of the language, and data for it."""

    ABOUT: ClassVar[Words] = Words(
        "Write a commented scheme to start from, and data for it. Both run as they are.",
        "写出一份带注释的起步方案和配套数据。二者可直接运行。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = ("evalkit init", "evalkit init schemes/2026.yaml")

    path: Annotated[
        Path,
        Argument("PATH", Words("the scheme file; the data stands beside it", "方案文件名; 数据文件写在同一文件夹")),
    ] = Path("scheme.yaml")
    force: Annotated[bool, Option("--force", Words("replace files that exist", "覆盖已有文件"))] = False

    def run(self, console: Console) -> Exit:
        from evalkit.formats.files import write_files

        data = self.path.with_suffix(".csv")
        scheme_text, data_text = ((STARTER / f"{console.language}.{suffix}").read_bytes() for suffix in ("yaml", "csv"))
        write_files({self.path: scheme_text, data: data_text}, force=self.force, inputs=[])
        scheme, table = quoted(self.path), quoted(data)
        console.next_steps(
            WROTE(scheme=str(self.path), data=str(data)),
            [
                f"evalkit check {scheme} --data {table}",
                f"evalkit score {scheme} {table}",
                f"evalkit gaps {scheme} {table}",
            ],
        )
        return Exit.CLEAN
