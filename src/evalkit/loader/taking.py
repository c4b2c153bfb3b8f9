"""An input that takes the result of another scheme: which scheme, what of it, and whether the types fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeAlias

from evalkit import source
from evalkit.diagnostics import EvalkitError, Message, Problems, Words, reuse
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import form as form_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.expression import syntax
from evalkit.loader.called import called
from evalkit.loader.files import Files
from evalkit.loader.layers import name_of
from evalkit.scheme import Input, Scheme
from evalkit.scheme.shapes import Expression, keys_of
from evalkit.scheme.taken import OF_CRITERION, TYPES, Taken

READ_KEYS = ("column", "sample", "sample_at_least", "answers", "at_least", "at_most", "labels", "reason")
"""Keys that say how cells are read."""
FORMS = Words(
    "what can be is score, share, rank, grade, score(criterion) and share(criterion)",
    "可取 score、share、rank、grade、score(考核项)、share(考核项)",
)
NO_GRADES = Words("{title} has no grades", "{title} 没有等次")

Load: TypeAlias = Callable[[Files], Scheme | None]


@dataclass(frozen=True, slots=True)
class Taking:
    """Finds the schemes whose results a scheme takes."""

    files: Files
    load: Load
    """Reads a scheme file."""

    @property
    def problems(self) -> Problems:
        return self.files.problems

    def inputs(self, node: source.Node | None, inputs: Mapping[str, Input]) -> dict[str, Input]:
        """The inputs, each with what it takes from another scheme; those are left out whose mistakes are told."""
        nodes = {name_of(entry): entry.value for entry in node} if isinstance(node, source.Mapping) else {}
        found = {}
        for name, declared in inputs.items():
            body = nodes[name]
            one = self.input(declared, body) if isinstance(body, source.Mapping) else declared
            if one is not None:
                found[name] = one
        return found

    def input(self, declared: Input, node: source.Mapping) -> Input | None:
        """One input; None where its mistake has been told."""
        path, take = node.get("scheme"), declared.take
        if path is None and node.get("take") is None:
            return declared
        for key in ("scheme", "take"):
            if node.get(key) is None:
                meaning = keys_of(Input)[key][1].meaning()
                self.problems.add(form_kinds.MISSING_KEY(declared.place, where=called(Input), key=key, meaning=meaning))
        if path is None or take is None or declared.scheme is None:
            return None
        for entry in node:
            if entry.key.text in READ_KEYS:
                self.problems.add(reuse.TAKEN_KEY(entry.key.place, key=entry.key.text, name=declared.name))
        other, form = self.scheme(path), self.form(take)
        if other is None or form is None:
            return None
        what, criterion = form
        fits = self.fits(declared, take, what) and self.is_there(take, other, what, criterion)
        if not fits or not self.knows_levels(declared, other, what):
            return None
        levels = {grade: declared.levels.get(grade) for grade in other.grades} if what == "grade" else {}
        return replace(declared, taken=Taken(other, what, criterion), levels=levels)

    def scheme(self, path: source.Node) -> Scheme | None:
        """The other scheme, read once however many inputs take from it."""
        files = self.files.enter(path)
        if files is None:
            return None
        if files.real not in files.schemes:
            own = Problems()
            try:
                files.schemes[files.real] = self.load(files.telling(own))
            except EvalkitError as error:
                files.schemes[files.real] = None
                own = Problems(list(error.diagnostics))
            for found in own:
                self.problems.add(found)
        return files.schemes[files.real]

    def form(self, take: Expression) -> tuple[str, str | None] | None:
        """What is taken, and of which criterion."""
        match take.syntax:
            case syntax.Name(name) if name in TYPES:
                return name, None
            case syntax.Call(function, (syntax.Name(name),), ()) if function in OF_CRITERION:
                return function, name
        self.refuse(take, FORMS())
        return None

    def fits(self, declared: Input, take: Expression, what: str) -> bool:
        types = TYPES[what]
        if declared.type not in types:
            self.problems.add(reuse.TAKE_TYPE(take.place, taken=take.text, type=declared.type, types=types))
        return declared.type in types

    def is_there(self, take: Expression, other: Scheme, what: str, criterion: str | None) -> bool:
        """Whether the other scheme has what is taken."""
        if what == "grade" and not other.grades:
            self.refuse(take, NO_GRADES(title=other.title))
            return False
        names = [known.name for known in other.criteria]
        if criterion is not None and criterion not in names:
            near = tuple(get_close_matches(criterion, names, n=3, cutoff=0.5))
            hint = expression_kinds.DID_YOU_MEAN(names=near) if near else None
            self.problems.add(expression_kinds.UNKNOWN_CRITERION(take.place, hint=hint, name=criterion))
        return criterion is None or criterion in names

    def knows_levels(self, declared: Input, other: Scheme, what: str) -> bool:
        """Whether the levels that are listed, to give them numbers, are grades of the other scheme."""
        unknown = [label for label in declared.levels if what == "grade" and label not in other.grades]
        for label in unknown:
            self.problems.add(kinds.LEVEL_UNKNOWN(declared.place, label=label, levels=tuple(other.grades)))
        return not unknown

    def refuse(self, take: Expression, why: Message) -> None:
        self.problems.add(reuse.BAD_TAKE(take.place, found=take.text, why=why))
