"""Bounds are positive, and one can be changed without the others."""

from __future__ import annotations

import attrs

from reportgen.core.limits import DEFAULT


def test_every_bound_is_a_positive_whole_number() -> None:
    assert all(isinstance(bound, int) and bound > 0 for bound in attrs.asdict(DEFAULT).values())


def test_a_document_of_ours_is_within_the_bounds_of_a_package_that_is_read() -> None:
    assert DEFAULT.output_bytes <= DEFAULT.unzipped_bytes
    assert DEFAULT.part_bytes <= DEFAULT.unzipped_bytes
