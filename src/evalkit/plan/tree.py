"""The tree of criteria -> nodes, each criterion when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Graph, Node, Type
from evalkit.plan import words as say
from evalkit.plan.accounts import Lowerer
from evalkit.plan.groups import COMBINE, Members, carried, unless
from evalkit.plan.model import Account, CriterionPlan
from evalkit.plan.names import CLASS, Context, Names
from evalkit.plan.select import select
from evalkit.scheme import Criterion
from evalkit.scheme.criteria import LEAVING
from evalkit.scheme.shapes import Expression

SHARES = Words("its share is asked for", "引用了它的得分率")


@dataclass(slots=True)
class TreeCompiler:
    """Compiles criteria. `names` asks it for scores and shares of criteria."""

    names: Names
    parents: dict[str, Criterion] = field(default_factory=dict)
    plans: dict[str, CriterionPlan] = field(default_factory=dict)
    by_name: dict[str, Criterion] = field(default_factory=dict)
    unsettled: dict[str, Node] = field(default_factory=dict)
    """Criterion whose policy is being lowered -> its score before it: what the peers have, say."""
    zeroed: dict[str, Node] = field(default_factory=dict)
    """Criterion -> whether a fired veto takes it away; empty for the result before vetoes."""

    def __post_init__(self) -> None:
        for criterion in self.names.scheme.criteria:
            self.by_name[criterion.name] = criterion
            for child in criterion.children:
                self.parents[child.name] = criterion

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def asked(self, what: str, name: str) -> Node | None:
        """What an expression asks of a criterion: whether it exists, its score or its share."""
        criterion = self.by_name.get(name)
        if criterion is None:
            return None
        if what == "exists":
            return self.graph.truth(True)
        score = self.unsettled.get(name) or self.score(criterion)
        if what == "score":
            return score
        points = self.points(criterion)
        if points is None:
            self.names.problems.add(kinds.NO_POINTS(criterion.place, name=name, why=SHARES()))
            return self.graph.nothing("undefined")
        return self.graph.div(score, points)

    def score(self, criterion: Criterion) -> Node:
        """The score of a criterion."""
        return self.names.memo.once(
            ("score", criterion.name), criterion.name, criterion.place, lambda: self.compile(criterion).score
        )

    def plan(self, criterion: Criterion) -> CriterionPlan:
        """Everything about a criterion."""
        score = self.score(criterion)
        if criterion.name not in self.plans:  # a circle: told already
            false = self.graph.truth(False)
            account = Account(criterion, None, None, None, (), score, None, {})
            self.plans[criterion.name] = CriterionPlan(
                criterion, self.points(criterion), score, score, score, score, {}, None, false, false, {None: account}
            )
        return self.plans[criterion.name]

    def policy(self, criterion: Criterion, kind: str) -> str | Expression | None:
        """What a criterion does with what is missing or not applicable: said by itself or by an outer one."""
        node: Criterion | None = criterion
        while node is not None:
            policy: str | Expression | None = getattr(node, kind)
            if policy is not None:
                # Nobody carries a bonus, and one without points has no full score: what is not there earns nothing.
                empty = policy in LEAVING or (policy == "full" and not self.has_points(criterion))
                return "zero" if empty and self.is_bonus(criterion) else policy
            node = self.outer(node)
        return None

    def outcome(self, criterion: Criterion) -> dict[str, Callable[[], Node]]:
        """A bonus may look at the total before it."""
        return {"base": lambda: self.score(self.names.scheme.top)} if self.is_bonus(criterion) else {}

    def outer(self, criterion: Criterion) -> Criterion | None:
        parent = self.parents.get(criterion.name)
        scheme = self.names.scheme
        return scheme.top if parent is None and criterion.name != scheme.top.name else parent

    def is_bonus(self, criterion: Criterion) -> bool:
        """Bonus is never rescaled."""
        bonus = self.names.scheme.bonus
        node: Criterion | None = criterion
        while node is not None and bonus is not None:
            if node.name == bonus.name:
                return True
            node = self.parents.get(node.name)
        return False

    def points(self, criterion: Criterion) -> Node | None:
        """What a criterion can earn: its own points, those of the criteria in it, or, under a mean, those of its group.
        Where others of its group spread their points, it has more.
        """
        return (
            self.names.memo.once(
                ("points", criterion.name), criterion.name, criterion.place, lambda: self.points_with_spread(criterion)
            )
            if self.has_points(criterion)
            else None
        )

    def has_points(self, criterion: Criterion) -> bool:
        if criterion.points is not None:
            return True
        if criterion.children:
            if self.combine(criterion) == "sum":
                return all(self.has_points(child) for child in criterion.children)
            return self.under_mean(criterion)
        return self.under_mean(criterion)

    def under_mean(self, criterion: Criterion) -> bool:
        parent = self.parents.get(criterion.name)
        return parent is not None and self.combine(parent) != "sum" and self.has_points(parent)

    def own_points(self, criterion: Criterion) -> Node:
        if criterion.points is not None:
            versions: dict[str | None, Node] = {}
            for label, version in self.versions(criterion):
                context = Context(constants=version.inherited)
                assert version.points is not None
                versions[label] = self.names.node(version.points, Type.NUMBER, context)
            return self.selected(criterion, versions)
        if criterion.children and self.combine(criterion) == "sum":
            return self.graph.add(*(self.own_points(child) for child in criterion.children))
        return self.own_points(self.parents[criterion.name])

    def points_with_spread(self, criterion: Criterion) -> Node:
        own = self.own_points(criterion)
        parent = self.parents.get(criterion.name)
        if parent is None or not any(self.spreads(child) for child in parent.children):
            return own
        graph = self.graph
        children = [child for child in parent.children if self.has_points(child)]
        present = [unless(graph, self.spread_truth(child), self.own_points(child)) for child in children]
        whole = graph.add(*(self.own_points(child) for child in children))
        return graph.mul(own, graph.div(whole, graph.add(*present)))

    def spreads(self, criterion: Criterion) -> bool:
        return "spread" in (self.policy(criterion, "missing"), self.policy(criterion, "not_applicable"))

    def spread_truth(self, criterion: Criterion) -> Node:
        """Whether a criterion gives its points away before anything is scored: told by its value alone."""
        graph = self.graph
        if not self.spreads(criterion):
            return graph.truth(False)
        x = Lowerer(self, criterion, None).any_x
        unknown = graph.negate(graph.is_known(x))
        if criterion.applies is not None:
            applies = self.names.node(criterion.applies, Type.TRUTH, Context(constants=criterion.inherited))
            gone = graph.either(graph.negate(applies), graph.not_applicable(x))
        else:
            gone = graph.not_applicable(x)
        missing = graph.both(unknown, graph.negate(gone))
        never = graph.truth(False)
        return graph.either(
            gone if self.policy(criterion, "not_applicable") == "spread" else never,
            missing if self.policy(criterion, "missing") == "spread" else never,
        )

    def versions(self, criterion: Criterion) -> list[tuple[str | None, Criterion]]:
        return [(None, criterion), *criterion.variants.items()]

    def selected(self, criterion: Criterion, versions: dict[str | None, Node]) -> Node:
        """One node from the nodes of the classes."""
        otherwise = versions[None]
        nodes = {label: node for label, node in versions.items() if label is not None}
        return select(self.graph, self.key(criterion), nodes, otherwise) if nodes else otherwise

    def key(self, criterion: Criterion) -> Node:
        """The column that tells the variants of a criterion apart."""
        if criterion.by == CLASS:
            return self.graph.column(CLASS, Type.TEXT)
        input_ = self.names.scheme.inputs.get(criterion.by)
        if input_ is None or input_.node_type is not Type.TEXT:
            self.names.problems.add(expression_kinds.UNKNOWN_NAME(criterion.place, name=criterion.by))
            return self.graph.nothing("undefined", Type.TEXT)
        self.names.used.add(criterion.by)
        return self.graph.column(criterion.by, Type.TEXT)

    def combine(self, criterion: Criterion) -> str:
        """How a group combines: as it says; by weights where its children have them; else the sum."""
        if criterion.combine is not None:
            return "best" if criterion.combine.best is not None else criterion.combine.by
        return "mean" if any(child.weight is not None for child in criterion.children) else "sum"

    def compile(self, criterion: Criterion) -> CriterionPlan:
        """A criterion with all that is in it, before and after what is missing is settled."""
        children = tuple(self.plan(child) for child in criterion.children)
        results = {label: self.version(label, version, children) for label, version in self.versions(criterion)}
        accounts = {label: account for label, (account, _, _) in results.items()}
        raw = self.selected(criterion, {label: account.raw for label, account in accounts.items()})
        low = self.selected(criterion, {label: low for label, (_, low, _) in results.items()})
        high = self.selected(criterion, {label: high for label, (_, _, high) in results.items()})
        plan = self.settled(criterion, raw, low, high, accounts, children)
        self.plans[criterion.name] = plan
        return plan

    def version(
        self, label: str | None, criterion: Criterion, children: tuple[CriterionPlan, ...]
    ) -> tuple[Account, Node, Node]:
        """The account for one class, with the lowest and the highest score that it may still become."""
        if not children:
            account = Lowerer(self, criterion, label).account()
            low, high = self.leaf_bounds(criterion, label)
            return account, self.graph.known(account.raw, low), self.graph.known(account.raw, high)
        found = [
            Lowerer(self, criterion, label, combined=self.combined(criterion, children, scores)).account()
            for scores in ([p.score for p in children], [p.low for p in children], [p.high for p in children])
        ]
        return found[0], found[1].raw, found[2].raw

    def leaf_bounds(self, criterion: Criterion, label: str | None) -> tuple[Node, Node]:
        """What a leaf earns at least and at most, whatever its value; unknown where it has no bound."""
        lowerer, graph = Lowerer(self, criterion, label), self.graph
        nothing = graph.nothing("undefined")
        low, high = graph.number(0), nothing
        if criterion.floor is not None:
            low = nothing if criterion.floor.text == "none" else lowerer.score(criterion.floor)
        if criterion.cap is not None:
            high = nothing if criterion.cap.text == "none" else lowerer.score(criterion.cap)
        elif self.has_points(criterion):
            high = lowerer.points
        return low, high

    def combined(
        self, criterion: Criterion, children: tuple[CriterionPlan, ...], scores: list[Node]
    ) -> list[tuple[Message, Node]]:
        """What the children make together, before the group's own account, step by step."""
        graph, kind, points = self.graph, self.combine(criterion), self.points(criterion)
        weights = [self.weight(plan.criterion) for plan in children]
        best = criterion.combine.best if criterion.combine is not None and criterion.combine.best else 0
        members = Members(graph, children, scores, weights, points, best)
        steps = [(say.COMBINED[kind](), COMBINE[kind](members))]
        if kind == "sum":
            steps.append((say.CARRIED(), carried(members, steps[-1][1])))
        if kind == "sum" and criterion.out_of is not None and points is not None:
            out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
            shown = say.Speaking(criterion.inherited).value(criterion.out_of)
            scaled = graph.mul(steps[-1][1], graph.div(points, out_of))
            steps.append((say.SCALED(out_of=shown), scaled))
        if all(plan.leaving for plan in children):
            steps[-1] = (steps[-1][0], self.unless_all_left(children, steps[-1][1]))
        return steps

    def unless_all_left(self, children: tuple[CriterionPlan, ...], node: Node) -> Node:
        """A group all of whose children have left has no score; where none applies, it does not apply."""
        graph = self.graph
        gone = graph.both(*(graph.either(*plan.leaving.values()) for plan in children))
        inapplicable = graph.both(*(graph.not_applicable(plan.raw) for plan in children))
        nothing = graph.choose(inapplicable, graph.nothing("not_applicable"), graph.nothing("not_reported"))
        return graph.choose(gone, nothing, node)

    def weight(self, criterion: Criterion) -> Node:
        if criterion.weight is None:
            return self.graph.number(1)
        found: dict[str | None, Node] = {}
        for label, version in self.versions(criterion):
            assert version.weight is not None
            found[label] = self.names.node(version.weight, Type.NUMBER, Context(constants=version.inherited))
        return self.selected(criterion, found)

    def settled(
        self,
        criterion: Criterion,
        raw: Node,
        low: Node,
        high: Node,
        accounts: dict[str | None, Account],
        children: tuple[CriterionPlan, ...],
    ) -> CriterionPlan:
        """The criterion with its policies for what is missing or does not apply."""
        graph, false = self.graph, self.graph.truth(False)
        policies = {kind: self.policy(criterion, kind) for kind in ("missing", "not_applicable")}
        gone = graph.not_applicable(raw)
        missing = graph.both(graph.negate(graph.is_known(raw)), graph.negate(gone))
        spread = self.spread_truth(criterion) if criterion.is_leaf else false
        leaving: dict[str, Node] = {}
        for kind, truth in (("missing", missing), ("not_applicable", gone)):
            policy = policies[kind]
            if policy in LEAVING:
                assert isinstance(policy, str)
                way = {"skip": "rescale"}.get(policy, policy)
                leaving[way] = graph.either(leaving.get(way, false), spread if way == "spread" else truth)
        self.unsettled[criterion.name] = raw
        given = {kind: self.given(criterion, policy) for kind, policy in policies.items()}
        del self.unsettled[criterion.name]
        score, least, most = (self.with_policies(node, gone, given) for node in (raw, low, high))
        if criterion.name in self.zeroed:
            # A veto that is not determined takes nothing yet, but it may: that is the lowest score.
            fired, zero = self.zeroed[criterion.name], graph.number(0)
            may, has = graph.known(fired, graph.truth(True)), graph.known(fired, graph.truth(False))
            score, most = (graph.choose(has, zero, node) for node in (score, most))
            least = graph.choose(may, zero, least)
        leaving = {way: truth for way, truth in leaving.items() if truth is not false}
        failing = graph.either(
            missing if policies["missing"] == "fail" else false, gone if policies["not_applicable"] == "fail" else false
        )
        points = self.points(criterion)
        refused = {label: account.refused or false for label, account in accounts.items()}
        return CriterionPlan(
            criterion, points, raw, score, least, most, leaving,
            self.available(criterion, points, children), failing, self.selected(criterion, refused), accounts, children,
        )  # fmt: skip

    def given(self, criterion: Criterion, policy: str | Expression | None) -> Node | None:
        """The score that a policy gives; None where it gives none."""
        if policy == "zero":
            return self.graph.number(0)
        lowerer = Lowerer(self, criterion, None)
        if policy == "full":
            return lowerer.points
        return lowerer.score(policy) if isinstance(policy, Expression) else None

    def with_policies(self, raw: Node, gone: Node, given: dict[str, Node | None]) -> Node:
        graph = self.graph
        missing, inapplicable = given["missing"], given["not_applicable"]
        if missing is inapplicable:
            return raw if missing is None else graph.known(raw, missing)
        unknown = graph.nothing("not_reported")
        otherwise = graph.choose(
            gone,
            graph.nothing("not_applicable") if inapplicable is None else inapplicable,
            unknown if missing is None else missing,
        )
        return graph.known(raw, otherwise)

    def available(self, criterion: Criterion, points: Node | None, children: tuple[CriterionPlan, ...]) -> Node | None:
        """What can be earned where points have been dropped below; None where nothing ever is."""
        graph = self.graph
        if points is None or not any("drop" in p.leaving or p.available is not None for p in children):
            return None
        if self.combine(criterion) != "sum":
            return None
        parts = []
        for plan in children:
            whole = plan.available if plan.available is not None else plan.points
            if whole is not None:
                dropped = plan.leaving.get("drop")
                parts.append(whole if dropped is None else unless(graph, dropped, whole))
        total = graph.add(*parts)
        if criterion.out_of is None:
            return total
        out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
        return graph.mul(total, graph.div(points, out_of))
