"""Scopes that are called what they are."""

from worked import check, codes


def test_a_scope_may_be_called_class_where_it_is_the_class():
    check(
        "scopes: {class: class, parent: parent}\ncriteria: {a: {points: 10}}",
        """
        class parent a | rank(class) rank(parent)
        k     p      9 | 1           1
        m     p      8 | 1           2
        """,
    )


def test_and_nothing_else():
    assert codes("scopes: {class: parent}\ncriteria: {a: {points: 10}}", "a") == ["S112"]
