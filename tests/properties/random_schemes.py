"""Random schemes and data for them, made to be nasty: values on bounds, ties, unknowns, zero denominators, large money.

Every construct of the language comes up in some seed. A part that may refer to others refers to earlier ones only, so
that there is no circle.
"""

from __future__ import annotations

import random
from collections.abc import Callable

CLASSES = ["镇", "街道"]
AREAS = ["东", "西", ""]
SCORES = ["100%", "80%", "60%", "50%", "0", "33.3%", "2.5"]
SHARES = ["20%", "50%", "60%", "75%", "90%", "95%", "100%"]
FORMULAS = ("value", "score", "waive_if", "zero_if", "applies", "full_if")
ROUNDINGS = ("round", "round_down", "round_up", "round_even")
HEAD = """\
evalkit: 1
title: t
units: {id: id, class: cls, parent: up}
scopes: {全部: all, 同类: class, 上级: parent, 片区: area}
"""
TABLES = """\
tables:
  pay: {甲: 80%, 乙: 60%, else: 50%}
  two: {甲: {高: 3, 中: 2, else: 1}, 乙: {高: 1.5, 低: 0.3}}
  ladder: {at_least: {100: 3, 20: 2, else: 1}}
  line: {linear: {0: 0, 20: 0.7, 1000: 1}}
"""
TYPES = {
    "judged": "{type: judged, reason: why}",
    "level": "{type: level, levels: [高, 中, 低]}",
    "scale": "{type: level, levels: {A: 3, B: 1.5, C: 0}}",
}
CELLS = {
    "count": "0 0 1 2 3 5 7 10 19 20 95 100 1000",
    "percent": "95 90 60 95.00000001 94.99999999 75 50 100 0 33.33 87.65 20 101.5",
    "money": "0 0.01 0.015 99.99 1000000 9007199.25474099 5000000000 1000000000000 1000000000000.01 999999999999.99",
    "number": "-3 -0.5 0 0.5 1.005 2.675 3.3333 7 12.5 -100",
    "flag": "是 否",
    "level": "高 中 低",
    "scale": "A B C",
    "text": "甲 乙 丙",
    "date": "2025-01-31 2025-03-01 2025-02-28 2024-02-29 2025-12-31",
    "judged": "0 1.5 5 7",
}


class SchemeMaker:
    """Makes one scheme as YAML text, and the CSV text of its data, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.inputs: dict[str, str] = {}
        self.lines: list[str] = []
        self.leaves: list[str] = []
        self.earlier: list[str] = []
        """Leaves of groups that are done, which others may ask for their scores."""

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def input(self, kind: str) -> str:
        """A new input of a kind, or one that is there already."""
        known = [name for name, type_ in self.inputs.items() if type_ == kind]
        if known and self.often(0.5):
            return self.pick(*known)
        name = f"{kind}{len(self.inputs)}"
        self.inputs[name] = kind
        return name

    def inside(self) -> str:
        """The scope of a look at peers, and perhaps a condition."""
        where = f", where={self.input('flag')}" if self.often(0.3) else ""
        return self.pick("", ", within=全部", ", within=片区", ", within=上级") + where

    def condition(self) -> str:
        return self.pick(
            f"{self.input('count')} > 3",
            self.input("flag"),
            f"not {self.input('flag')}",
            f"{self.input('level')} == '高'",
            f"{self.input('text')} in ('甲', '丙')",
            f"{self.input('percent')} < 60% or {self.input('count')} == 0",
            f"is_known({self.input('money')})",
            f"month({self.input('date')}) <= 2",
        )

    def value(self) -> str:
        """A number about as large as a share."""
        a, b, money = self.input("count"), self.input("count"), self.input("money")
        makers: list[Callable[[], str]] = [
            lambda: self.input("percent"),
            lambda: f"{a} / {b}",
            lambda: f"({a} + {b}) / ({b} + 10)",
            lambda: f"{self.input('percent')} - {self.input('percent')}",
            lambda: f"known({self.input('percent')}, {a} / {b})",
            lambda: f"{money} / peer_max({money}{self.inside()})",
            lambda: f"{money} / peer_sum({money}{self.inside()})",
            lambda: f"({money} + {self.input('money')}) / peer_largest({money} + 0.005, 2{self.inside()})",
            lambda: f"{a} / peer_quantile({a}, 40%{self.inside()})",
            lambda: f"({a} - peer_mean({a}{self.inside()})) / peer_std({a}{self.inside()})",
            lambda: f"peer_mean({a} / {b}{self.inside()}) - {a} / {b}",
            lambda: f"if({a} / {b} >= peer_max({a} / {b}{self.inside()}), 1, {a} / {b})",
            lambda: f"peer_rank({money}, better=lower{self.inside()}) / peer_count({money}{self.inside()})",
            lambda: f"{a} / peer_smallest({a} + 1, 1)",
            lambda: f"lookup(pay, {self.input('text')})",
            lambda: f"lookup(two, {self.input('text')}, {self.input('level')}) / 3",
            lambda: f"lookup(ladder, {a}) / 3",
            lambda: f"lookup(line, {a})",
            lambda: f"days({self.input('date')}, {self.input('date')}) / 100",
            lambda: f"{self.input('scale')} / 3",
            lambda: f"mean_of({self.input('percent')}, {self.input('percent')}, {a} / 100)",
            lambda: f"trimmed_mean_of({self.input('percent')}, {self.input('percent')}, {a} / 100)",
            lambda: f"count_if({a} > 2, {self.input('flag')}, {b} > 5) / 3",
            lambda: f"sqrt({a} / 100)",
            lambda: f"clip({self.input('number')} / 10, 0, 1)",
            lambda: f"round_even({self.input('number')}, 1) / 10",
            lambda: "named",
        ]
        if self.earlier:
            leaf = self.pick(*self.earlier)
            makers += [lambda: f"share({leaf})", lambda: f"score({leaf}) / peer_max(score({leaf}))"] * 2
        return self.random.choice(makers)()

    def rule(self, points: str) -> str:
        a, b, c = sorted(self.random.sample(SHARES, 3), key=lambda t: int(t[:-1]))
        s1, s2, s3 = (self.pick(*SCORES) for _ in range(3))
        per, steps = self.pick("1%", "0.5%", "10%"), self.pick("exact", "whole", "started")
        many, target = self.input("count"), self.input("percent")
        return self.pick(
            f"at_least: {{{c}: {s1}, {b}: {s2}, {a}: {s3}, else: 0}}",
            f"above: {{{c}: {s1}, {b}: {s2}, else: 10%}}",
            f"at_most: {{{a}: 100%, {b}: {s2}, else: 0}}",
            f"below: {{{a}: 100%, {b}: {s2}, else: 1}}",
            f"at_least: {{{target} - 10%: {s2}, {target}: 100%, {a}: {s3}, else: 0}}",
            f"below: {{{target}: {s1}, {target} + 5%: {s2}, else: 0}}",
            f"linear: {{{a}: 0, {b}: 60%, {c}: 100%}}",
            f"linear: {{{target}: 20%, {target} + 10%: 100%}}",
            f"ratio: {{to: {c}}}",
            f"ratio: {target}",
            f"ratio: {{to: best, within: {self.pick('全部', '同类', '上级')}}}",
            "ratio: {to: best, better: lower, cap: 150%}",
            f"ratio: {{to: {b}, cap: 120%, better: lower}}",
            f"ratio: {{to: {a}, cap: none}}",
            f"full_if: x >= {b}",
            f"choose: [{{when: x < {a}, score: 0}}, {{when: x >= {c}, score: 100%}}, {{else: points * x}}]",
            'score: "points * clip(x, 0, 1)"',
            f"rank: {{step: 5%, floor: {s1}}}",
            "rank: [100%, 90%, 80%]",
            f"rank: {{scores: [100%, {s2}, 1], floor: {s3}, better: lower, within: 片区}}",
            f"rank: {{step: 7%, first: 90%, from: bottom, among: {self.input('flag')}}}",
            "score: points * x / peer_max(x)",
            "full_if: x >= peer_mean(x)",
            "full_if: x == peer_max(x) or x < peer_min(x)",
            f"deduct: {{below: peer_mean(x), per: {per}, points: 0.5, steps: {steps}}}",
            f"at_least: {{peer_mean(x): 100%, peer_mean(x) - 5%: {s2}, else: 0}}",
            'score: "points - 20 * max(0, peer_mean(x) - x)"',
            f"deduct: {{below: {c}, per: {per}, points: 0.5, steps: {steps}}}",
            f"deduct: {{above: {a}, per: {per}, points: 1%, steps: {steps}, times: {self.input('number')}}}",
            f"deduct: [{{below: {b}, points: 20%}}, {{each: {many}, points: 0.3, cap: 4}}]",
            f"deduct: {{combine: max, terms: [{{each: {many}, points: 0.1}}, {{if: x < {a}, points: 3}}]}}",
            f"start: 60%, add: {{above: {a}, per: {per}, points: 0.1, steps: {steps}}}, "
            f"deduct: {{each: {many}, points: 1}}",
            f"add: {{cap: 70%, terms: [{{each: {many}, points: 0.7}}, {{if: x > {b}, points: 40%}}]}}",
            f'score: "points * x", deduct: {{each: {self.input("number")}, points: 0.25}}',
        )

    def modifiers(self, points: str) -> list[str]:
        """What may stand beside a rule."""
        one = self.pick(*SCORES)
        found = [
            (0.1, f"by_class: {{镇: {{points: {points}, times: 0.9}}}}"),
            (0.1, "by_class: {街道: {points: 3, deduct: null, add: null, start: null, score: x}}"),
            (0.1, f"by: {{{self.input('text')}: {{甲: {{times: 0.5}}, 乙: {{floor: 1, cap: none}}}}}}"),
            (0.25, f"missing: {self.pick('zero', 'full', 'rescale', 'skip', 'drop', '2.5', '40%')}"),
            (0.25, f"not_applicable: {self.pick('zero', 'full', 'rescale', 'skip', 'drop', '1.5', '30%')}"),
            (0.15, f"applies: class == '{self.pick(*CLASSES)}'"),
            (0.1, f"waive_if: {self.condition()}"),
            (0.1, f"zero_if: {self.condition()}"),
            (0.15, f"floor: {self.pick('none', one, '-2', '5%')}"),
            (0.15, f"cap: {self.pick('none', '120%', '8', '70%')}"),
            (0.2, f"{self.pick(*ROUNDINGS)}: {self.pick('0', '1', '2')}"),
        ]
        said = [text for chance, text in found if self.often(chance)]
        keys: set[str] = set()
        kept = []
        for text in said:
            key = text.split(":")[0]
            if key not in keys and not (key in ("by", "by_class") and keys & {"by", "by_class"}):
                keys.add(key)
                kept.append(text)
        return kept

    def quoted(self, text: str) -> str:
        """`key: formula` with its formula in quotes where a comma or a bracket would end it."""
        key, _, formula = text.partition(": ")
        plain = formula.startswith(("{", "[", '"')) or key not in FORMULAS
        return text if plain else f'{key}: "{formula}"'

    def special(self, points: str) -> list[str] | None:
        """A leaf whose value is no number, or a mark."""
        date, level, flag = self.input("date"), self.input("level"), self.input("flag")
        return self.random.choice(
            [
                [f"value: {level}", f"levels: {{高: 100%, 中: {self.pick(*SCORES)}, 低: 0}}"],
                [f"value: {level}", "levels: {高: 100%, else: 1}"],
                [f"full_if: {flag} and {self.condition()}"],
                [f"deduct: [{{if: {flag}, points: 3}}, {{if: not {self.input('flag')}, points: 20%}}]"],
                [f"value: days(2025-01-31, {date})", "deduct: {above: 0, per: 7, points: 0.3, steps: started}"],
                [f"value: {self.input('judged')}", "judged: {at_most: 7}", "cap: none"],
                [f"value: {self.input('scale')}", "at_least: {3: 100%, 1.5: 50%, else: 0}"],
                [f"value: {self.input('number')}"],
                [f"choose: [{{when: quarter({date}) == 1, score: 100%}}, {{when: {flag}, score: 2}}, {{else: 10%}}]"],
            ]
        )

    def leaf(self, indent: str, points: str, weighted: bool = False, plain: bool = False) -> None:
        name = f"leaf{len(self.leaves)}"
        self.leaves.append(name)
        if plain:  # the rule comes from the defaults of the group
            parts = [f"value: {self.input('percent')}", f"with: {{target: {self.pick(*SHARES)}}}"]
            parts.append(self.pick("missing: spread", "not_applicable: spread", "floor: none", "deduct: {points: 2}"))
        else:
            special = self.special(points) if self.often(0.25) else None
            parts = special or [f"value: {self.value()}", self.rule(points)]
            has = {part.split(":")[0] for part in parts}
            more = [text for text in self.modifiers(points) if text.split(":")[0] not in has]
            parts += [text for text in more if special is None or "score: x" not in text]
            if self.often(0.05):
                parts = [text for text in parts if not text.startswith("missing")]
                parts.append(f'missing: "points * peer_mean(share({name}))"')
        if weighted:
            parts.append(f"weight: {self.pick('1', '30%', '2', '0.7')}")
        self.lines.append(f"{indent}{name}: {{points: {points}, " + ", ".join(map(self.quoted, parts)) + "}")

    def group(self, number: int) -> None:
        kinds = ("sum", "sum", "sum", "mean", "min", "max", "geometric", "harmonic", "{best: 2}")
        combine = self.pick(*kinds)
        self.lines += [f"  group{number}:", "    points: 40", f"    combine: {combine}"]
        if combine == "sum" and self.often(0.3):
            self.lines.append("    out_of: 50")
        account = self.pick(
            "",
            "",
            f"deduct: {{each: {self.input('count')}, points: 0.5, cap: 10%}}",
            "floor: 10%",
            "cap: 35",
            "times: 1.1",
            f"{self.pick(*ROUNDINGS)}: 1",
            f"add: {{if: {self.quoted_text(self.condition())}, points: 2}}",
            f"waive_if: {self.quoted_text(self.condition())}",
        )
        if account:
            self.lines.append(f"    {account}")
        plain = self.often(0.25)
        if plain:
            self.lines.append("    defaults: {deduct: {below: target, per: 1%, points: 0.7}}")
        self.lines.append("    criteria:")
        weighted = combine in ("mean", "geometric", "harmonic") and self.often(0.5)
        first = len(self.leaves)
        for _ in range(self.random.randint(1, 4)):
            self.leaf("      ", self.pick("10", "12.5", "7"), weighted, plain)
        if not plain:
            self.earlier += self.leaves[first:]

    def veto(self, number: int) -> str:
        effects = (
            "{grade: C}",
            "{cap_grade: B}",
            "{deduct: 5}",
            "{deduct: 3.5%}",
            "{cap_score: 20}",
            "{score: 12}",
            "{zero: group0}",
            f"{{zero: [{self.pick(*self.leaves)}, {self.pick(*self.leaves)}], lower_grade: 1}}",
            "{lower_grade: 1}",
            "{unscored: true}",
            "{unscored: true, grade: C}",
            "{bar: title, status: {name: list, months: 3}}",
        )
        when = self.pick(
            self.condition(), self.condition(), "total < 25", f"rank({self.pick('同类', '全部')}) > 8", 'grade == "A"'
        )
        whens = f'["{when}", "{self.condition()}"]'.replace('"A"', "'A'") if self.often(0.3) else self.quoted_text(when)
        unless = f", unless: {self.quoted_text(self.condition())}" if self.often(0.3) else ""
        return f"  veto{number}: {{when: {whens}{unless}, effect: {self.pick(*effects)}}}"

    def quoted_text(self, text: str) -> str:
        return '"' + text.replace('"', "'") + '"'

    def grades(self) -> list[str]:
        quota = self.pick("top: 40%", "top: 33.3%, round: up", "top: 25%, round: half_up", "places: 3", "places: 2",
                          "top: 40%, places: 2.5, round: up", "places: 1.9")  # fmt: skip
        ties = self.pick("", ", ties: exclude")
        within = self.pick("同类", "全部", "片区", "上级")
        more = self.pick("", ", needs: {group0: 50%}", f", when: {self.quoted_text(self.condition())}")
        second = self.pick("", ", top: 60%", ", needs: {group0: 5}, when: 'score(group0) > 10'")
        return [
            f"  A: {{at_least: {self.pick('30', '40%')}, {quota}{ties}, within: {within}{more}}}",
            f"  B: {{above: 15{second}}}",
            f"  C: {self.pick('{}', '{at_most: 60}', '{below: 80%}')}",
        ]

    def ranking(self) -> str:
        parts = []
        if self.often(0.2):
            parts.append(f"by: {self.pick('base', 'share(group0)', self.input('money'))}")
        if self.often(0.2):
            parts.append("better: lower")
        then = ["score(group0)", f"{{by: {self.input('money')}, better: lower}}", self.input("percent")]
        parts.append(f"then: [{', '.join(self.random.sample(then, self.random.randint(1, 3)))}]")
        if self.often(0.3):
            parts.append("ties: dense")
        if self.often(0.3):
            parts.append(f"among: {self.quoted_text(self.condition())}")
        if self.often(0.4):
            parts.append(f"vetoed: {self.pick('keep', 'last', 'out')}")
        return f"ranking: {{{', '.join(parts)}}}"

    def scheme(self) -> str:
        head = [*self.head(), "points: 120"]
        if self.often(0.5):
            head.append(f"missing: {self.pick('zero', 'rescale', 'full', 'drop')}")
        if self.often(0.5):
            head.append(f"not_applicable: {self.pick('zero', 'rescale', 'full', 'drop')}")
        if self.often(0.3):
            head.append(f"{self.pick(*ROUNDINGS)}: {self.pick('0', '1', '3')}")
        head.append(f"values: {{named: '({self.input('count')} + 1) / {self.input('count')}'}}")
        self.lines.append("criteria:")
        for number in range(self.random.randint(1, 3)):
            self.group(number)
        if self.often(0.4):
            each = self.input("count")
            applies = ", applies: base > 20, not_applicable: zero" if self.often(0.5) else ""
            self.lines += ["bonus:", "  cap: 5", "  criteria:"]
            self.lines += [f"    extra: {{add: {{each: {each}, points: 0.7}}{applies}}}"]
            if self.often(0.5):
                self.lines += [f"    other: {{score: 0.1 * {self.input('number')}, floor: -3, cap: none}}"]
        if self.often(0.5):
            effect = self.pick("{add: 2.5}", "{add: 1%}", "{raise_grade: 1}", "{grade: B}", "{add: 1, raise_grade: 1}")
            self.lines += ["rewards:", f"  r: {{when: {self.quoted_text(self.condition())}, effect: {effect}}}"]
        self.lines.append("vetoes:")
        self.lines += [self.veto(number) for number in range(self.random.randint(1, 3))]
        self.lines += [self.ranking(), "grades:", *self.grades()]
        return "\n".join([*head, "inputs:", *self.declared(), *self.lines]) + "\n"

    def head(self) -> list[str]:
        return [HEAD.rstrip(), TABLES.rstrip()]

    def declared(self) -> list[str]:
        return [f"  {name}: {TYPES.get(kind, kind)}" for name, kind in self.inputs.items()]

    def data(self, count: int) -> str:
        """Units with values that sit on bounds, beside them, or nowhere."""
        rows = [["id", "cls", "up", "area", "why", *self.inputs]]
        for number in self.present(count):
            who = [f"u{number:03}", self.pick(*CLASSES), self.above(number), self.pick(*AREAS), "said"]
            rows.append([*who, *map(self.cell, self.inputs.values())])
        return "\n".join(",".join(row) for row in rows) + "\n"

    def present(self, count: int) -> list[int]:
        """Which units there are."""
        return list(range(count))

    def above(self, _: int) -> str:
        """The unit above one."""
        return self.pick("P", "Q")

    def cell(self, kind: str) -> str:
        if kind != "judged" and self.often(0.06):
            return self.pick("", "", "不适用")
        return self.pick(*CELLS[kind].split())
