"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A run in CI is the same run every time; on a desk every run tries something new.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
