"""One trial: files, a command line, and what may never happen when it is run."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from books import changed_book
from seeds import Seed, seeds
from texts import changed_bytes, changed_table

from schemes import changed_scheme

SCHEME, OTHER = "scheme.yaml", "other.yaml"
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
BUG, REFUSED, NO_MEMORY = 3, 2, "[R212]"
FORMULA = re.compile(rb"<f[ />]")


@dataclass(frozen=True)
class Trial:
    """What is run."""

    arguments: tuple[str, ...]
    files: Mapping[str, bytes]
    columns: str = ""
    """The width of the terminal."""


def trial_of(random: Random) -> Trial:
    """Any trial: what `random` chooses."""
    seed = random.choice(seeds())
    return _with_scheme(seed, random) if random.random() < 0.45 else _with_data(seed, random)


def _with_scheme(seed: Seed, random: Random) -> Trial:
    files = {SCHEME: changed_scheme(seed.scheme.encode(), random), **seed.data}
    if random.random() < 0.15:
        files |= {OTHER: seed.scheme.encode(), SCHEME: _upon(seed, random)}
    return Trial(_command(seed, files, random), files, random.choice(("", "", "20")))


def _upon(seed: Seed, random: Random) -> bytes:
    """A scheme built on the other."""
    first = random.choice(
        (f"extends: {OTHER}", f"use: {OTHER}", f"use: [{OTHER}, {SCHEME}]", "extends: ../../etc/passwd")
    )
    rest = seed.scheme if random.random() < 0.5 else "title: t\ncriteria: {leaf0: none}\n"
    return changed_scheme(f"{first}\n{rest}".encode(), random)


def _with_data(seed: Seed, random: Random) -> Trial:
    files = {SCHEME: seed.scheme.encode(), **seed.data}
    for name in random.sample(list(seed.data), random.randint(1, len(seed.data))):
        content = seed.data[name]
        changed = changed_book if content.startswith(b"PK") else changed_table
        if (b"\0" in content and changed is changed_table) or random.random() < 0.2:
            changed = changed_bytes
        files[name] = changed(content, random)
    if random.random() < 0.15:
        files[SCHEME] = changed_scheme(files[SCHEME], random)
    return Trial(_command(seed, files, random), files, random.choice(("", "", "20")))


def _command(seed: Seed, files: Mapping[str, bytes], random: Random) -> tuple[str, ...]:
    data = list(seed.data)
    shown = random.choice(([], [], ["-f", random.choice(("csv", "html", "json", "md", "text"))],
                           ["-o", "out." + random.choice(("csv", "html", "json", "md", "xlsx"))]))  # fmt: skip
    more = random.choice(([], [], [], ["--fill-merged"], ["--footer", "1"], ["--encoding", "gb18030"],
                          ["--allow-missing-columns"], ["-v"], ["--sheet", "数据"],
                          ["--earlier", data[0]]))  # fmt: skip
    language = ["--lang", random.choice(("en", "zh"))]
    match random.randrange(10):
        case 0:
            form = ["-f", random.choice(("text", "json", "github"))]
            with_data = ["--data", *data] if len(data) == 1 and random.random() < 0.6 else []
            return ("check", SCHEME, *with_data, *form, *language)
        case 1:
            return ("explain", SCHEME, *data, seed.unit, *shown, *more, *language)
        case 2:
            return ("gaps", SCHEME, *data, *shown, *more, *language)
        case 3 if OTHER in files:
            return ("compare", SCHEME, OTHER, *data, *shown, *more, *language)
        case 4:
            return ("inspect", *data, "-s", SCHEME, *shown, *language)
        case 5:
            by_owner = random.choice((["-o", "form.xlsx"], ["-o", ".", "--split-by", "owner"]))
            return ("template", SCHEME, *by_owner, "--roster", data[0], *language)
    return ("score", SCHEME, *data, *shown, *more, *language)


def failure(trial: Trial) -> str | None:
    """What a run did that it may never do, in words that are the same for the same mistake; None where all is well."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in trial.files.items():
            Path(folder, name).write_bytes(content)
        try:
            code, out, err = _run(trial, folder)
        except BaseException as error:
            return f"raised {type(error).__name__} {_raised_at(traceback.format_exc())}"
        found = {path.name: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
    return _judged(trial, code, out, err.decode("utf-8", "replace"), found)


def _run(trial: Trial, folder: str) -> tuple[int, bytes, bytes]:
    from evalkit.cli.main import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "EVALKIT_DEBUG": "1"}
    if trial.columns:
        environment["COLUMNS"] = trial.columns
    with (
        chdir(folder),
        patch.dict(os.environ, environment, clear=True),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        code = int(main(trial.arguments))
    return code, out.buffer.getvalue(), err.buffer.getvalue()  # type: ignore[attr-defined]


def _judged(trial: Trial, code: int, out: bytes, err: str, found: Mapping[str, bytes]) -> str | None:
    if code == BUG or "Traceback" in err:
        return f"bug {_raised_at(err)}"
    if code not in (0, 1, REFUSED):
        return f"exit code {code}"
    if UNSAFE.search(err):
        return f"raw character {_named(err)} on standard error"
    written = {name: content for name, content in found.items() if name not in trial.files}
    if any(found.get(name) != content for name, content in trial.files.items()):
        return "an input was changed"
    tells_of_files = trial.arguments[0] == "inspect"  # also of one that cannot be opened
    if code == REFUSED and (out or written) and not tells_of_files:
        return "refused, and something is written"
    if code == 0 and ("-o" in trial.arguments) != bool(written):
        return "not written what was asked for"
    if NO_MEMORY in err:
        return "not enough memory"
    for name, content in {"standard output": out, **written}.items():
        if (wrong := _alive(name, content)) is not None:
            return f"{wrong} in {name}"
    return None


def _alive(name: str, content: bytes) -> str | None:
    """What could act in an output."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            sheets = [part for part in file.namelist() if part.startswith("xl/worksheets/")]
            if any(FORMULA.search(file.read(part)) for part in sheets):
                return "a live formula"
            content = file.read("xl/sharedStrings.xml")
            return "a raw character" if UNSAFE.search(content.decode().replace("\n", "")) else None
    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    if UNSAFE.search(text):
        return f"raw character {_named(text)}"
    return "a live script" if re.search(r"<script|<img|<iframe", text) and "<html" in text[:200] else None


def _named(text: str) -> str:
    found = UNSAFE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _raised_at(trace: str) -> str:
    """The error and the last two places in our code: the same mistake has the same."""
    places = re.findall(r'File ".*?/(evalkit/[^"]+)", line (\d+), in (\w+)', trace)[-2:]
    last = [line for line in trace.strip().splitlines() if re.match(r"[\w.]+(Error|Exception|Exit|\w+):?", line)]
    kind = re.split(r"[: ]", last[-1])[0] if last else "?"
    return " ".join([kind, *(f"{file}:{line}:{name}" for file, line, name in places)])
