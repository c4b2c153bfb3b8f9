"""Who belongs to whom: parents, the bonus, what outer criteria say for all, and how a group combines."""

from __future__ import annotations

from dataclasses import dataclass, field

from evalkit.scheme import Criterion, Scheme
from evalkit.scheme.criteria import LEAVING, ForEach
from evalkit.scheme.shapes import Expression


@dataclass(slots=True)
class Family:
    """The tree of a scheme, looked at from any of its criteria."""

    scheme: Scheme
    parents: dict[str, Criterion] = field(default_factory=dict)
    by_name: dict[str, Criterion] = field(default_factory=dict)
    spreading: dict[str, bool] = field(default_factory=dict)
    weighted: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for criterion in self.scheme.criteria:
            self.by_name[criterion.name] = criterion
            for child in criterion.children:
                self.parents[child.name] = criterion

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

    def outer(self, criterion: Criterion) -> Criterion | None:
        parent = self.parents.get(criterion.name)
        scheme = self.scheme
        return scheme.top if parent is None and criterion.name != scheme.top.name else parent

    def is_bonus(self, criterion: Criterion) -> bool:
        """Bonus is never rescaled."""
        bonus = self.scheme.bonus
        node: Criterion | None = criterion
        while node is not None and bonus is not None:
            if node.name == bonus.name:
                return True
            node = self.parents.get(node.name)
        return False

    def combine(self, criterion: Criterion) -> str:
        """How a group combines: as it says; by weights where its children have them; else the sum."""
        if criterion.combine is not None:
            return "best" if criterion.combine.best is not None else criterion.combine.by
        if criterion.name not in self.weighted:  # each child asks for it
            versions = (version for child in criterion.children for _, version in self.versions(child))
            self.weighted[criterion.name] = any(version.weight is not None for version in versions)
        return "mean" if self.weighted[criterion.name] else "sum"

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

    def spreads(self, criterion: Criterion) -> bool:
        return "spread" in (self.policy(criterion, "missing"), self.policy(criterion, "not_applicable"))

    def has_spreading(self, group: Criterion) -> bool:
        """Whether any child of a group spreads its points; found once for all of them."""
        if group.name not in self.spreading:
            self.spreading[group.name] = any(self.spreads(child) for child in group.children)
        return self.spreading[group.name]

    def rows_of(self, criterion: Criterion) -> ForEach | None:
        """Where an outer criterion is read row by row: for which rows."""
        outer = self.parents.get(criterion.name)
        while outer is not None and outer.for_each is None:
            outer = self.parents.get(outer.name)
        return None if outer is None else outer.for_each

    def table(self, criterion: Criterion) -> str:
        """The records for each of which a criterion is read because an outer one is."""
        rows = self.rows_of(criterion)
        return rows.in_ if rows is not None and rows.in_ in self.scheme.records else ""

    def versions(self, criterion: Criterion) -> list[tuple[str | None, Criterion]]:
        return [(None, criterion), *criterion.variants.items()]


def never_negative(criterion: Criterion) -> bool:
    """Whether nothing that a criterion says can bring its score below 0."""
    versions = (criterion, *criterion.variants.values())
    if criterion.is_leaf:
        return all(version.floor is None for version in versions)
    plain = all(v.deduct is None and v.times is None and v.start is None for v in versions)
    return plain and all(map(never_negative, criterion.children))
