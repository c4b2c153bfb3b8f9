"""Diagnostics for people, for programs and for the annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from evalkit.diagnostics.diagnostic import Diagnostic, Place, Severity
from evalkit.diagnostics.message import Language, Value, Words
from evalkit.formats.excerpt import excerpt
from evalkit.formats.paint import paint
from evalkit.formats.safe import safe, safe_json

NAMES = {
    Severity.ERROR: Words("error", "错误"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.NOTE: Words("note", "说明"),
}
PLURALS = {
    Severity.ERROR: Words("errors", "错误"),
    Severity.WARNING: Words("warnings", "警告"),
    Severity.NOTE: Words("notes", "说明"),
}
HEAD = Words("{slug}: {message}", "{slug}：{message}")
HINT = Words("hint: {hint}", "提示：{hint}")
ALSO = Words("also: {place}", "另见：{place}")
COUNT = Words("{count} {name}", "{count} 个{name}")
MORE = Words("… and {count} more {name}", "……另有 {count} 个{name}")
AND = {"en": ", ", "zh": "，"}

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_text(
    diagnostics: Sequence[Diagnostic], language: Language, colour: bool, limit: int = 20, *, brief: bool = False
) -> str:
    """Each finding with its place, its line and its hint, and a count at the end; "" for none.

    Of each severity at most `limit` are shown, and it is said how many more there are. With `brief` a note is one
    line, below all else and not counted.
    """
    text = _Text(language, colour)
    notes = [text.brief(d) for d in diagnostics if brief and d.severity is Severity.NOTE]
    findings = [d for d in diagnostics if not (brief and d.severity is Severity.NOTE)]
    return _blocks(findings, text, limit) + "".join(line + "\n" for line in notes)


def _blocks(diagnostics: Sequence[Diagnostic], text: _Text, limit: int) -> str:
    if not diagnostics:
        return ""
    shown: Counter[Severity] = Counter()
    blocks = []
    for diagnostic in diagnostics:
        shown[diagnostic.severity] += 1
        if shown[diagnostic.severity] <= limit:
            blocks.append("\n".join(text.block(diagnostic)))
    more = [text.count(MORE, severity, shown[severity] - limit) for severity in Severity if shown[severity] > limit]
    total = [text.count(COUNT, severity, shown[severity]) for severity in Severity if shown[severity]]
    return "\n\n".join([*blocks, "\n".join([*more, AND[text.language].join(total)])]) + "\n"


def as_json(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """All of them as `{"evalkit": 1, "diagnostics": […], "errors": n, "warnings": n}`, each on a line of its own."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    lines = (json.dumps(_plain(diagnostic, language), ensure_ascii=False) for diagnostic in diagnostics)
    listed = "".join(f"{',' if place else ''}\n  {safe_json(line)}" for place, line in enumerate(lines))
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return f'{{"evalkit": 1, "diagnostics": [{listed}], "errors": {errors}, "warnings": {warnings}}}\n'


def as_github(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """A workflow command for each of them; no text from outside can start a command of its own."""
    return "".join(_command(diagnostic, language) + "\n" for diagnostic in diagnostics)


class _Text:
    """How findings look on a terminal, in one language."""

    def __init__(self, language: Language, colour: bool) -> None:
        self.language = language
        self.colour = colour

    def block(self, diagnostic: Diagnostic) -> Iterator[str]:
        """The lines of one finding."""
        style = STYLES[diagnostic.severity]
        yield self._head(diagnostic)
        places = [place for place in (diagnostic.place, *diagnostic.others) if place]
        gutter = max(2, *(len(str(place.line or "")) for place in places)) if places else 2
        label = diagnostic.label and safe(diagnostic.label.text(self.language))
        if diagnostic.place:
            yield self._paint(f"{'':{gutter}}-->", "dim") + f" {safe(str(diagnostic.place))}"
            yield from self._excerpt(diagnostic.place, gutter, label or "", style)
        if label and not (diagnostic.place and diagnostic.place.excerpt and diagnostic.place.column):
            yield f"{'':{gutter}} = {label}"
        for other in diagnostic.others:
            yield f"{'':{gutter}} {self._say(ALSO, place=str(other))}"
            yield from self._excerpt(other, gutter, "", "dim")
        if diagnostic.hint:
            yield f"{'':{gutter}} = {self._say(HINT, hint=diagnostic.hint)}"

    def brief(self, diagnostic: Diagnostic) -> str:
        """One finding on one line."""
        place = f" ({safe(str(diagnostic.place))})" if diagnostic.place else ""
        return self._head(diagnostic) + self._paint(place, "dim")

    def _head(self, diagnostic: Diagnostic) -> str:
        name = f"{NAMES[diagnostic.severity]().text(self.language)}[{diagnostic.kind.code}]"
        says = self._say(HEAD, slug=diagnostic.kind.slug, message=diagnostic.message)
        return f"{self._paint(name, STYLES[diagnostic.severity])} {says}"

    def count(self, words: Words, severity: Severity, count: int) -> str:
        """`1 error`, `… and 1480 more errors`."""
        return self._say(words, count=count, name=(NAMES if count == 1 else PLURALS)[severity]())

    def _excerpt(self, place: Place, gutter: int, label: str, style: str) -> Iterator[str]:
        found = excerpt(place)
        if found is None:
            return
        line, carets = found
        yield self._paint(f"{place.line or '':>{gutter}} |", "dim") + f" {line}".rstrip()
        if carets:
            yield self._paint(f"{'':{gutter}} |", "dim") + f" {self._paint(f'{carets} {label}'.rstrip(), style)}"

    def _say(self, words: Words, **values: Value) -> str:
        return safe(words(**values).text(self.language))

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, colour=self.colour)


def _plain(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    return {
        "code": diagnostic.kind.code,
        "slug": diagnostic.kind.slug,
        "severity": diagnostic.severity,
        "message": diagnostic.message.text(language),
        "label": diagnostic.label and diagnostic.label.text(language),
        "hint": diagnostic.hint and diagnostic.hint.text(language),
        "place": diagnostic.place and _where(diagnostic.place),
        "others": [_where(place) for place in diagnostic.others],
    }


def _where(place: Place) -> dict[str, object]:
    return {name: getattr(place, name) for name in ("file", "line", "column", "width", "sheet", "cell")}


def _command(diagnostic: Diagnostic, language: Language) -> str:
    place = diagnostic.place
    properties = {
        "file": place and place.file,
        "line": place and place.line,
        "col": place and place.column,
        "title": f"{diagnostic.kind.code} {diagnostic.kind.slug}",
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    says = [part.text(language) for part in (diagnostic.message, diagnostic.label, diagnostic.hint) if part]
    if place and place.cell:
        says.insert(0, str(place))  # an annotation knows lines only
    text = _data("\n".join(map(safe, says)))
    return f"::{GITHUB[diagnostic.severity]} {listed}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")
