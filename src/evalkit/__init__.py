"""Official scoring schemes that everybody can run, check and trust.

```python
import evalkit

plan = evalkit.load_scheme("scheme.yaml")
units = evalkit.read_units(plan, "data.xlsx")       # or a DataFrame
result = evalkit.score(plan, units)
result                                              # in a notebook, the ranking
result.to_frame()                                   # the same for pandas
result.gaps(by="owner").write("gaps.xlsx")
print(result.explain("001"))
```

Nothing is imported before it is used.
"""

TYPE_CHECKING = False  # as `typing` has it, without importing `typing`: `--version` answers in the time of bare Python
if TYPE_CHECKING:
    from evalkit.api import load_scheme, read_chunks, read_units, score
    from evalkit.diagnostics import Diagnostic, EvalkitError, Problems
    from evalkit.inputs.units import Units
    from evalkit.plan import Plan
    from evalkit.shown import Result, Shown

__version__ = "0.1.0"

__all__ = [
    "Diagnostic", "EvalkitError", "Plan", "Problems", "Result", "Shown", "Units", "load_scheme", "read_chunks",
    "read_units", "score",
]  # fmt: skip

ELSEWHERE = {
    "Diagnostic": "evalkit.diagnostics",
    "EvalkitError": "evalkit.diagnostics",
    "Problems": "evalkit.diagnostics",
    "Plan": "evalkit.plan",
    "Units": "evalkit.inputs.units",
    "Result": "evalkit.shown",
    "Shown": "evalkit.shown",
}
"""Where a name comes from that is not of `evalkit.api`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'evalkit' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(ELSEWHERE.get(name, "evalkit.api")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
