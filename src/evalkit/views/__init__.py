"""Views: each module makes a `Table` from a result, pure and without a language."""
