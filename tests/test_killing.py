"""The benchmark that kills a batch: in a small run the resumed files are those of an undisturbed one, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.killing import kill_and_resume


@pytest.mark.skipif(os.name != "posix", reason="signals and process groups of POSIX")
@pytest.mark.parametrize("suffix", ["", ".zip"], ids=["a folder", "a zip file"])
def test_a_batch_that_is_killed_and_resumed_makes_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    found = kill_and_resume(tmp_path, 20, 2, seed=3, jobs=1, broken=0.1, suffix=suffix)
    assert found.sound, found
    assert (found.documents, found.refused, found.code) == (18, 2, 1)
    assert len(found.after_kills) == 2
