"""The tree of criteria -> nodes, each criterion when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evalkit.diagnostics import Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.plan.accounts import Lowerer
from evalkit.plan.each import Rows
from evalkit.plan.family import Family
from evalkit.plan.groups import Groups
from evalkit.plan.model import Account, CriterionPlan
from evalkit.plan.names import Names
from evalkit.plan.points import Points
from evalkit.plan.settling import Settling
from evalkit.scheme import Criterion
from evalkit.scheme.shapes import Expression

SHARES = Words("its share is asked for", "引用了它的得分率")


@dataclass(slots=True)
class TreeCompiler:
    """Compiles criteria. `names` asks it for scores and shares of criteria."""

    names: Names
    zeroed: dict[str, Node] = field(default_factory=dict)
    """Criterion -> whether a fired veto takes it away; empty for the result before vetoes."""
    plans: dict[str, CriterionPlan] = field(default_factory=dict)
    unsettled: dict[str, Node] = field(default_factory=dict)
    """Criterion whose policy is being lowered -> its score before it: what the peers have, say."""
    family: Family = field(init=False)
    points_of: Points = field(init=False)
    groups: Groups = field(init=False)
    settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        self.family = Family(self.names.scheme)
        self.points_of = Points(self.names, self.family, self.measure)
        self.groups = Groups(self.names, self.family, self.points_of)
        self.settling = Settling(self.names, self.family, self.points_of)

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def asked(self, what: str, name: str) -> Node | None:
        """What an expression asks of a criterion: whether it exists, its score or its share."""
        criterion = self.family.by_name.get(name)
        if criterion is None:
            return None
        if what == "exists":
            return self.graph.truth(True)
        score = self.unsettled.get(name) or self.score(criterion)
        self.names.closed.add(score)
        if what == "score":
            return score
        points = self.points(criterion) if name in self.unsettled else self.reachable_points(criterion)
        if points is None:
            self.names.problems.add(kinds.NO_POINTS(criterion.place, name=criterion.called, why=SHARES()))
            return self.graph.nothing("undefined")
        return self.graph.div(score, points)

    def reachable_points(self, criterion: Criterion) -> Node | None:
        """What a criterion can earn after points below it have been dropped."""
        available = self.plan(criterion).available
        return self.points(criterion) if available is None else available

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

    def lowerer(self, criterion: Criterion, label: str | None) -> Lowerer:
        """What lowers a criterion as it is for one class."""
        return Lowerer(self, criterion, label, table=self.family.table(criterion))

    def bounded(self, criterion: Criterion, whole: Node) -> Node:
        """A total of base and bonus within the floor and the cap of the scheme."""
        versions = self.family.versions(criterion)
        found = {label: self.lowerer(version, label).bounds(whole) for label, version in versions}
        return self.points_of.selected(criterion, found)

    def measure(self, criterion: Criterion, label: str | None) -> Node:
        """What tells whether a leaf can be scored, before anything is: its value, or what its account looks at."""
        lowerer = self.lowerer(criterion, label)
        if lowerer.has_value and criterion.for_each is None:
            return lowerer.any_x
        return replace(lowerer, own_points=self.points_of.own_points(criterion)).account().raw

    def points(self, criterion: Criterion) -> Node | None:
        """What a criterion can earn."""
        return self.points_of.of(criterion)

    def policy(self, criterion: Criterion, kind: str) -> str | Expression | None:
        """What a criterion does with what is missing or not applicable."""
        return self.family.policy(criterion, kind)

    def outcome(self, criterion: Criterion) -> dict[str, Callable[[], Node]]:
        """A bonus may look at the total before it."""
        return {"base": lambda: self.score(self.names.scheme.top)} if self.family.is_bonus(criterion) else {}

    def compile(self, criterion: Criterion) -> CriterionPlan:
        """A criterion with all that is in it, before and after what is missing is settled."""
        children = tuple(self.plan(child) for child in criterion.children)
        results = {label: self.version(label, version, children) for label, version in self.family.versions(criterion)}
        accounts = {label: account for label, (account, _, _) in results.items()}
        raw = self.points_of.selected(criterion, {label: account.raw for label, account in accounts.items()})
        low = self.points_of.selected(criterion, {label: low for label, (_, low, _) in results.items()})
        high = self.points_of.selected(criterion, {label: high for label, (_, _, high) in results.items()})
        plan = self.settled(criterion, (raw, low, high), accounts, children)
        self.plans[criterion.name] = plan
        return plan

    def version(
        self, label: str | None, criterion: Criterion, children: tuple[CriterionPlan, ...]
    ) -> tuple[Account, Node, Node]:
        """The account for one class, with the lowest and the highest score that it may become: of a leaf whatever its
        value, of a group from what is known of its children.
        """
        if not children:
            return self.lowerer(criterion, label).account(), *self.leaf_bounds(criterion, label)
        lowerers = [
            replace(self.lowerer(criterion, label), combined=self.groups.combined(criterion, children, scores))
            for scores in ([p.score for p in children], [p.low for p in children], [p.high for p in children])
        ]
        row = None if criterion.for_each is None else Rows.of(lowerers[0], criterion.for_each).row.inner()
        found = [replace(lowerer, settles=row).account() for lowerer in lowerers]
        counting = () if criterion.for_each is not None else self.groups.counting(criterion, children)
        return replace(found[0], counting=counting), found[1].raw, found[2].raw

    def leaf_bounds(self, criterion: Criterion, label: str | None) -> tuple[Node, Node]:
        """What a leaf earns at least and at most, whatever its value; unknown where it has no bound."""
        lowerer, graph = self.lowerer(criterion, label), self.graph
        nothing = graph.nothing("undefined")
        low, high = graph.number(0), nothing
        if criterion.floor is not None:
            low = nothing if criterion.floor.text == "none" else lowerer.score(criterion.floor)
        if criterion.cap is not None:
            high = nothing if criterion.cap.text == "none" else lowerer.score(criterion.cap)
        elif self.family.has_points(criterion):
            high = lowerer.limit or nothing
        return low, high

    def settled(
        self,
        criterion: Criterion,
        bounds: tuple[Node, Node, Node],
        accounts: dict[str | None, Account],
        children: tuple[CriterionPlan, ...],
    ) -> CriterionPlan:
        """The criterion with its policies; `bounds` are its score before them, and the lowest and the highest."""
        graph, raw = self.graph, bounds[0]
        states = self.settling.states(raw)
        given = self.given(criterion, raw)
        score = self.settling.settled(raw, states.gone, given)
        if children:
            low, high = (self.settling.settled(node, states.gone, given) for node in bounds[1:])
        else:
            low, high = (graph.known(score, bound) for bound in bounds[1:])
        if criterion.name in self.zeroed:
            fired = self.zeroed[criterion.name]
            score, low, high = self.settling.taken_away(criterion, fired, score, low, high)
        never = graph.truth(False)
        refused = {label: account.refused or never for label, account in accounts.items()}
        points = self.points(criterion)
        return CriterionPlan(
            criterion=criterion,
            points=points,
            raw=raw,
            score=score,
            low=low,
            high=high,
            leaving=self.settling.leaving(criterion, states),
            available=self.settling.available(criterion, points, children if criterion.for_each is None else ()),
            failing=self.settling.failing(criterion, states),
            refused=self.points_of.selected(criterion, refused),
            accounts=accounts,
            children=children,
        )

    def given(self, criterion: Criterion, raw: Node) -> dict[str, Node | None]:
        """`missing` and `not_applicable` -> the score that the policy gives; None where it gives none."""
        self.unsettled[criterion.name] = raw
        found = {kind: self.gift(criterion, self.policy(criterion, kind)) for kind in ("missing", "not_applicable")}
        del self.unsettled[criterion.name]
        return found

    def gift(self, criterion: Criterion, policy: str | Expression | None) -> Node | None:
        """The score that a policy gives; None where it gives none."""
        if policy == "zero":
            return self.graph.number(0)
        lowerer = self.lowerer(criterion, None)
        if policy == "full":
            return lowerer.points
        return lowerer.score(policy) if isinstance(policy, Expression) else None
