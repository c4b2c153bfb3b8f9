"""The same data as every scheme reads them whose result is taken: each by its own rules, in the same run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from evalkit.diagnostics import EvalkitError, Problems, files, joins
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme


def with_others(scheme: Scheme, read: Callable[[Scheme, Problems], Units], problems: Problems) -> Units:
    """The units of a scheme, with those of the schemes that it takes results from. What two schemes find in the same
    cells is told once; columns that only one of them needs are no surprise, and no reason for another form.

    Raises:
        EvalkitError: with all that was found, if a file cannot be opened or has no column of ids.
    """
    units, others = read(scheme, problems), {}
    for file, other in scheme.others.items():
        own, lost = Problems(), False
        try:
            others[file] = read(other, own)
        except EvalkitError as error:
            own, lost = Problems(list(error.diagnostics)), True
        for found in own:
            if found.kind not in (files.UNUSED_COLUMNS, joins.OTHER_FORM):
                problems.add(found)
        if lost:
            raise EvalkitError(tuple(problems.found))
    return replace(units, others=others) if others else units
