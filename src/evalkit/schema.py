"""The language as JSON Schema (draft 7), for editors that complete and check scheme files.

It is made from the same field metadata that the loader reads by, and from the registry of rules, so the two cannot
differ. It checks forms; what a scheme means (names, circles, points that do not add up) is checked by the loader.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from evalkit.diagnostics import Words
from evalkit.loader.classes import INSIDE_CLASS
from evalkit.loader.tree import STRUCTURE
from evalkit.rules import Rule, kinds
from evalkit.scheme import LANGUAGE_VERSION, Criterion, Scheme
from evalkit.scheme.criteria import POLICIES
from evalkit.scheme.shapes import (
    EXPRESSION,
    TEXT,
    WORD,
    Choice,
    Either,
    ListOf,
    MapOf,
    Names,
    Plain,
    Record,
    Shape,
    keys_of,
)

Json: TypeAlias = dict[str, Any]

STRUCTURE_MEANINGS = {
    "criteria": Words("the criteria of the group, by name", "下级考核项"),
    "by_class": Words("class -> what is different for it", "各类别的不同之处"),
    "by": Words("the same for another text input: {input: {label: …}}", "按其他文字填报项区分: {填报项: {取值: …}}"),
    "defaults": Words("what all indicators below share", "下级指标的共同设置"),
    "with": Words("constants, by name, for the rules of this criterion and of those below", "常数, 供评分标准使用"),
    "bonus": Words("a group outside the points, added to the total", "附加分"),
    "tables": Words("named look-ups: label -> number, or one rule", "对照表: 名称对应数值, 或一条评分标准"),
}
"""The keys that hold other criteria or tables: the loader builds these itself, so no field speaks for them."""

PLAIN: dict[str, Json] = {
    "text": {"type": ["string", "number", "boolean"]},
    "word": {"type": "string"},
    "scope": {"type": "string"},
    "whole": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]{1,9}$"}]},
    "decimals": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 9}, {"type": "string", "pattern": "^[0-9]$"}]},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "flag": {"type": "boolean"},
    "rows": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9]+(-[0-9]+)?$"}]},
    "expression": {"type": ["string", "number"]},
    "limit": {"type": ["string", "number"]},
    "condition": {"type": "string"},
    "score": {"type": ["string", "number"]},
    "policy": {"anyOf": [{"enum": list(POLICIES)}, {"type": ["string", "number"]}]},
}
"""What an editor sees: YAML reads `2025` as a number and `95%` as a text, and both may stand for a number."""


def json_schema() -> Json:
    """The JSON Schema of scheme files, draft 7."""
    schema = _Schema()
    whole = schema.record(Scheme)
    properties = {**schema.criterion_properties(rules=False), **whole["properties"]}
    properties["evalkit"] = {"enum": [LANGUAGE_VERSION, str(LANGUAGE_VERSION)], **_said(Scheme, "evalkit")}
    bonus = {"anyOf": [{"$ref": "#/definitions/Criterion"}, _OUT]}
    properties["bonus"] = {**bonus, **_described(STRUCTURE_MEANINGS["bonus"])}
    tables = {"type": "object", "additionalProperties": schema.table()}
    properties["tables"] = {**tables, **_described(STRUCTURE_MEANINGS["tables"])}
    for name, record in _records().items():
        schema.definitions[record.__name__].pop("required", None)  # a part is enough where a base has the rest
        properties[name] |= _or_out(properties[name])
    properties["tables"] |= _or_out(properties["tables"])
    schema.definitions["Criterion"] = {"properties": schema.criterion_properties(rules=True)} | _CLOSED
    inside = {k: v for k, v in schema.criterion_properties(rules=True).items() if k not in INSIDE_CLASS}
    schema.definitions["Variant"] = {"properties": inside} | _CLOSED
    shared = {k: v for k, v in schema.criterion_properties(rules=True).items() if k not in ("criteria", "defaults")}
    schema.definitions["Defaults"] = {"properties": shared} | _CLOSED
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "evalkit scheme — 考核方案",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"anyOf": [{"required": ["extends"]}, {"required": ["use"]}]},
        "else": _whole([*whole["required"], "criteria"]),
        "definitions": dict(sorted(schema.definitions.items())),
    }


def _records() -> dict[str, type]:
    """Key that holds a record, or a record for each name -> the class of it."""
    shapes = {name: key.shape for name, (_, key, _) in keys_of(Scheme).items()}
    held = {name: shape.item if isinstance(shape, MapOf) else shape for name, shape in shapes.items()}
    return {name: shape.of for name, shape in held.items() if isinstance(shape, Record)}


def _or_out(held: Json) -> Json:
    """The same, where a base has names that may be taken out."""
    return (
        {"additionalProperties": {"anyOf": [held["additionalProperties"], _OUT]}}
        if "additionalProperties" in held
        else {}
    )


def _whole(required: list[str]) -> Json:
    """What must be there in a scheme that is built on nothing; any other may leave out what its base says."""
    inside: Json = {}
    for name, record in _records().items():
        needed = [field for field, (_, _, must) in keys_of(record).items() if must]
        asked = {"required": needed, "not": _OUT}  # of a short form, which is no object, no key is required
        by_name = isinstance(keys_of(Scheme)[name][1].shape, MapOf)
        inside[name] = {"additionalProperties": asked} if by_name else asked
    return {"required": required, "properties": inside}


_OUT: Json = {"enum": ["none"]}
"""In place of what a base has: it is taken out."""
_CLOSED: Json = {"type": ["object", "null"], "additionalProperties": False}


class _Schema:
    """Collects a definition for every record that a shape speaks of."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def shape(self, shape: Shape) -> Json:
        """What may stand where `shape` is read."""
        match shape:
            case Plain():
                return PLAIN[shape.name]
            case Choice():
                return {"enum": list(shape.options)}
            case ListOf():
                several = {"type": "array", "items": self.shape(shape.item)}
                return {"anyOf": [several, self.shape(shape.item)]} if shape.single else several
            case MapOf():
                return {"type": "object", "additionalProperties": self.shape(shape.item)}
            case Either():
                return {"anyOf": [self.shape(shape.plain), self.shape(shape.record)]}
            case Names():
                names = self.shape(ListOf(TEXT, single=True))["anyOf"]
                return {"anyOf": [*names, self.shape(MapOf(TEXT, shape.item))]}
            case Record():
                found = {"$ref": f"#/definitions/{self.defined(shape.of)}"}
                short = shape.short and self.shape(keys_of(shape.of)[shape.short][1].shape)
                return {"anyOf": [found, short]} if short else found

    def defined(self, cls: type) -> str:
        """The name of the definition of a record, made when it is first asked for."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}  # a record that holds itself finds its own name
            self.definitions[cls.__name__] = self.record(cls)
        return cls.__name__

    def record(self, cls: type) -> Json:
        """An object with the keys of a dataclass and no others."""
        keys = keys_of(cls)
        needed = [name for name, (_, _, must) in keys.items() if must]
        properties = {name: {**self.shape(key.shape), **_described(key.meaning)} for name, (_, key, _) in keys.items()}
        made = {"properties": properties, **_CLOSED}
        return {**made, "type": "object", "required": needed} if needed else made

    def criterion_properties(self, rules: bool) -> Json:
        """The keys of a criterion: its fields, what holds other criteria, and with `rules` every kind of rule."""
        criterion = {"anyOf": [{"$ref": "#/definitions/Criterion"}, _OUT]}
        criteria = {"type": ["object", "null"], "additionalProperties": criterion}
        by_label = {"type": "object", "additionalProperties": {"$ref": "#/definitions/Variant"}}
        structure: dict[str, Json] = {
            "criteria": {**criteria, "type": "object", "minProperties": 1},
            "by_class": by_label,
            "by": {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": by_label},
            "defaults": {"$ref": "#/definitions/Defaults"},
            "with": self.shape(MapOf(WORD, EXPRESSION)),
        }
        found = self.record(Criterion)["properties"]
        found |= {name: {**structure[name], **_described(STRUCTURE_MEANINGS[name])} for name in STRUCTURE}
        if rules:
            found |= {name: self.rule(kind) for name, kind in kinds().items()}
        return dict(found)

    def table(self) -> Json:
        """Labels with numbers, labels with labels with numbers, or one rule that the key is put into."""
        numbers = self.shape(MapOf(TEXT, EXPRESSION))
        rules = {name: self.rule(kind) for name, kind in kinds().items()}
        one = {"type": "object", "properties": rules, "minProperties": 1, "maxProperties": 1, **_CLOSED}
        two_keys = self.shape(MapOf(TEXT, MapOf(TEXT, EXPRESSION)))
        return {"anyOf": [one, numbers, two_keys]}

    def rule(self, kind: type[Rule]) -> Json:
        """What may stand under the key of a rule."""
        body = self.shape(kind.BODY if kind.BODY is not None else Record(kind, kind.SHORT))
        if isinstance(kind.BODY, MapOf):
            body = {**body, "minProperties": 1}
        return {**body, **_described(kind.MEANING)}


def _described(words: Words) -> Json:
    return {"description": f"{words.en} — {words.zh}"}


def _said(cls: type, name: str) -> Json:
    return _described(keys_of(cls)[name][1].meaning)
