"""A short walk of the fuzzer, the same every time; `python tests/fuzz/fuzz.py` goes on for as long as it is let."""

import pytest
from workers import Worker

from fuzz import made

TRIALS = 40


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_nothing_that_may_not_happen_happens(seed: int):
    worker = Worker()
    try:
        found = {number: wrong for number in range(TRIALS) if (wrong := worker.failure(made(seed, number)))}
    finally:
        worker.stop()
    assert found == {}, f"python tests/fuzz/fuzz.py --seed {seed} --only …"
