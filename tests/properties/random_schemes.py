"""Random schemes and data for them, made to be nasty: values on bounds, ties, unknowns, zero denominators."""

from __future__ import annotations

import random

CLASSES = ["镇", "街道"]
SCORES = ["100%", "80%", "60%", "50%", "0", "33.3%", "2.5"]


class SchemeMaker:
    """Makes one scheme as YAML text, and the CSV text of its data, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.inputs: dict[str, str] = {}
        self.lines: list[str] = []
        self.leaves: list[str] = []

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def input(self, kind: str) -> str:
        """A new input of a kind, or one that is there already."""
        known = [name for name, type_ in self.inputs.items() if type_ == kind]
        if known and self.random.random() < 0.4:
            return self.pick(*known)
        name = f"{kind}{len(self.inputs)}"
        self.inputs[name] = kind
        return name

    def value(self) -> str:
        kind = self.pick("percent", "ratio", "rate", "difference", "known")
        a, b = self.input("count"), self.input("count")
        match kind:
            case "percent":
                return self.input("percent")
            case "ratio":
                return f"{a} / {b}"
            case "rate":
                return f"({a} + {b}) / ({b} + 10)"
            case "difference":
                return f"{self.input('percent')} - {self.input('percent')}"
        return f'"known({self.input("percent")}, {a} / {b})"'

    def rule(self) -> str:
        a, b, c = sorted(
            self.random.sample(["20%", "50%", "60%", "75%", "90%", "95%", "100%"], 3), key=lambda t: int(t[:-1])
        )
        s1, s2, s3 = (self.pick(*SCORES) for _ in range(3))
        per, steps = self.pick("1%", "0.5%", "10%"), self.pick("exact", "whole", "started")
        many = self.input("count")
        return self.pick(
            f"at_least: {{{c}: {s1}, {b}: {s2}, {a}: {s3}, else: 0}}",
            f"above: {{{c}: {s1}, {b}: {s2}, else: 10%}}",
            f"at_most: {{{a}: 100%, {b}: {s2}, else: 0}}",
            f"below: {{{a}: 100%, {b}: {s2}, else: 1}}",
            f"linear: {{{a}: 0, {b}: 60%, {c}: 100%}}",
            f"ratio: {{to: {c}}}",
            f"ratio: {{to: {b}, cap: 120%, better: lower}}",
            f"full_if: x >= {b}",
            f"choose: [{{when: x < {a}, score: 0}}, {{when: x >= {c}, score: 100%}}, {{else: points * x}}]",
            'score: "points * clip(x, 0, 1)"',
            f"rank: {{step: 5%, floor: {s1}}}",
            "rank: [100%, 90%, 80%]",
            "score: points * x / peer_max(x)",
            'score: "points - 20 * max(0, peer_mean(x) - x)"',
            f"deduct: {{below: {c}, per: {per}, points: 0.5, steps: {steps}}}",
            f"deduct: [{{below: {b}, points: 20%}}, {{each: {self.input('count')}, points: 0.3, cap: 4}}]",
            f"deduct: {{combine: max, terms: [{{each: {many}, points: 0.1}}, {{if: x < {a}, points: 3}}]}}",
        )

    def leaf(self, indent: str, points: str) -> None:
        name = f"leaf{len(self.leaves)}"
        self.leaves.append(name)
        parts = [f"value: {self.value()}", self.rule()]
        if self.random.random() < 0.2:
            parts.append(f"by_class: {{镇: {{points: {points}, times: 0.9}}}}")
        if self.random.random() < 0.2:
            parts.append(f"missing: {self.pick('zero', 'full', 'rescale', '2.5')}")
        if self.random.random() < 0.2:
            parts.append(f"not_applicable: {self.pick('zero', 'full', 'rescale', 'drop')}")
        if self.random.random() < 0.15:
            parts.append(f'applies: class == "{self.pick(*CLASSES)}"')
        if self.random.random() < 0.2:
            parts.append(f"{self.pick('round', 'round_down', 'round_up', 'round_even')}: {self.pick('0', '1', '2')}")
        self.lines.append(f"{indent}{name}: {{points: {points}, " + ", ".join(parts) + "}")

    def scheme(self) -> str:
        head = ["evalkit: 1", "title: t", "units: {id: id, class: cls, parent: up}", "scopes: {全部: all, 同类: class}"]
        if self.random.random() < 0.5:
            head.append(f"missing: {self.pick('zero', 'rescale', 'full')}")
        if self.random.random() < 0.5:
            head.append(f"not_applicable: {self.pick('zero', 'rescale', 'full')}")
        self.lines.append("criteria:")
        for group in range(self.random.randint(1, 3)):
            combine = self.pick("sum", "sum", "sum", "mean", "min", "max")
            self.lines += [f"  group{group}:", "    points: 40", f"    combine: {combine}", "    criteria:"]
            for _ in range(self.random.randint(1, 4)):
                self.leaf("      ", self.pick("10", "12.5", "7"))
        if self.random.random() < 0.4:
            each = self.input("count")
            self.lines += ["bonus:", "  cap: 5", "  criteria:", f"    extra: {{add: {{each: {each}, points: 0.7}}}}"]
        effect = self.pick("{grade: C}", "{deduct: 5}", "{cap_score: 20}", "{zero: group0}", "{lower_grade: 1}")
        self.lines += ["vetoes:", f"  v: {{when: {self.input('count')} > 3, effect: {effect}}}"]
        self.lines += ["ranking: {then: [score(group0)]}", "grades:"]
        self.lines += ["  A: {at_least: 30, top: 40%, within: 同类}", "  B: {at_least: 15}", "  C: {}"]
        types = [f"  {name}: {{type: {kind}}}" for name, kind in self.inputs.items()]
        return "\n".join([*head, "inputs:", *types, *self.lines]) + "\n"

    def data(self, count: int) -> str:
        """Units with values that sit on bounds, beside them, or nowhere."""
        rows = [["id", "cls", "up", *self.inputs]]
        rows += [
            [f"u{number:03}", self.pick(*CLASSES), self.pick("甲", "乙"), *map(self.cell, self.inputs.values())]
            for number in range(count)
        ]
        return "\n".join(",".join(row) for row in rows) + "\n"

    def cell(self, kind: str) -> str:
        if self.random.random() < 0.08:
            return self.pick("", "", "不适用")
        if kind == "count":
            return str(self.random.choice([0, 0, 1, 2, 3, 5, 7, 10, 19, 20, 95, 100, 1000]))
        return self.random.choice(
            ["95", "90", "60", "95.00000001", "94.99999999", "75", "50", "100", "0", "33.33", "87.65", "20", "101.5"]
        )
