"""`evalkit demo`: an example to play with."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import evalkit
from evalkit.cli.asking import Argument, Asked, Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.shell import quoted
from evalkit.diagnostics import EvalkitError, Place, Words, run

BY_LANGUAGE = {"zh": "county", "en": "suppliers"}
"""The example of each language."""
COPIED = Words(
    "copied {count} {count:file|files} to {directory}; next:", "已复制 {count} 个文件到 {directory}。接下来:"
)
SCHEME = "scheme.yaml"
DATA = (".csv", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class Command(Asked):
    """Copies an example that comes with evalkit into a folder, made where it does not exist."""

    ABOUT: ClassVar[Words] = Words(
        "Copy an example, scheme and data, into a folder.", "将一个示例 (方案和数据) 复制到文件夹。"
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = ("evalkit demo", "evalkit demo trial --example county")

    directory: Annotated[
        Path | None, Argument("DIR", Words("the folder; else the name of the example", "文件夹; 默认为示例名称"))
    ] = None
    example: Annotated[
        str | None,
        Option(
            "--example",
            Words("which example; else that of the language", "选择示例; 默认随语言"),
            choices=tuple(BY_LANGUAGE.values()),
        ),
    ] = None
    force: Annotated[bool, Option("--force", Words("replace files that exist", "覆盖已有文件"))] = False

    def run(self, console: Console) -> Exit:
        from evalkit.formats.files import write_files

        name = self.example or BY_LANGUAGE[console.language]
        target = self.directory or Path(name)
        files = [file for file in sorted((shipped() / name).iterdir()) if file.is_file() and file.suffix != ".py"]
        with _made(target):
            write_files({target / file.name: file.read_bytes() for file in files}, force=self.force, inputs=[])
        scheme = quoted(target / SCHEME)
        data = " ".join(quoted(target / file.name) for file in files if file.suffix in DATA)
        console.next_steps(
            COPIED(count=len(files), directory=str(target)),
            [
                f"evalkit score {scheme} {data}",
                f"evalkit gaps {scheme} {data}",
                f"evalkit check {scheme} --data {data}",
            ],
        )
        return Exit.CLEAN


def shipped() -> Path:
    """The folder of examples: inside the installed package, or beside it in a checkout."""
    package = Path(evalkit.__file__).parent
    installed = package / "shipped" / "examples"
    return installed if installed.is_dir() else package.parents[1] / "examples"


@contextmanager
def _made(directory: Path) -> Iterator[None]:
    """The folder, for as long as something is put into it; one that was made for nothing goes again."""
    there = directory.exists()
    try:
        if not directory.is_dir():
            directory.mkdir()
        yield
    except BaseException as error:
        if not there:
            with suppress(OSError):
                directory.rmdir()
        if isinstance(error, OSError):
            reason = error.strerror or "?"
            raise EvalkitError(
                (run.OUTPUT_NOT_WRITTEN(Place(str(directory)), reason=reason, hint=ANOTHER()),)
            ) from None
        raise


ANOTHER = Words("choose another DIR, in a folder that exists", "请另选文件夹, 其上级文件夹须存在")
