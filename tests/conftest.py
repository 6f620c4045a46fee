"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, so that a clone passes or fails for all alike; HYPOTHESIS_PROFILE=default seeks others.
# No test fails because a machine is busy: how long things take is what the benchmarks measure.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents with answers, which is not in this repository: OPERATIVE_SHARED or ../shared."""
    named = os.environ.get("OPERATIVE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip(f"needs the real documents: set OPERATIVE_SHARED (no corpus in {folder.name})")
    return folder
