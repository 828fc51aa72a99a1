"""What is done to each of many data files, wherever that is: in this process, another one or on another machine."""

from __future__ import annotations

from typing import Protocol, TypeVar

from reportgen.core.errors import Fault
from reportgen.remote_files import Place

Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Item_contra, Result_co]):
    """A function of one item that never raises, and that can be pickled where it is to travel."""

    def __call__(self, item: Item_contra, /) -> Result_co:
        """Return the result for one item."""
        ...

    def source(self, item: Item_contra, /) -> Place:
        """Return the data file of an item, for messages."""
        ...

    def refused(self, item: Item_contra, /, *faults: Fault) -> Result_co:
        """Return the result for an item that was not processed."""
        ...
