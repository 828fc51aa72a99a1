"""What is known while the prose is read: what the words so far were about."""

from __future__ import annotations

import attrs

from reportgen.report.prose_model import Keyword, Lexicon

_NAMED = "applications"
"""The key of a word that names what the tables count, whatever was spoken of before."""


@attrs.define
class Discourse:
    """What the words so far in the paragraph are about; changed as they are read."""

    lexicon: Lexicon
    by_heading: bool = False
    on_topic: bool | None = None
    keys: tuple[str, ...] = ()
    latest: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    listed: bool = False
    whole: tuple[str, ...] = ()
    one_time: bool = False
    one_office: bool = False
    of_a_part: bool = False
    """Whether the last number that is no part of another one was narrowed: its parts are, too."""
    loose: str = ""
    """The measure word of many uses that this sentence counts with: 收到申请545条，已答复542条."""
    queue: list[list[Keyword]] = attrs.field(factory=list)
    """The keywords of the numbers to come: 予以公开、部分公开分别为436件、16件."""

    def read(self, keyword: Keyword) -> None:
        """Take in one keyword."""
        key = keyword.key
        if keyword.kind in self.lexicon.lasting:
            self.latest[keyword.kind] = (key,)
        elif key == "elsewhere":
            self.on_topic = False
        elif key in {"topic", _NAMED} or (
            self.on_topic is None and not self.lexicon.opening.isdisjoint((keyword.kind, key))
        ):
            self.on_topic = True
        elif key == "listing":
            self.listed = True
        elif key in {"time", "year"}:
            self.one_time = key == "time"
        elif key == "whole":
            self.one_office = False

    def bracket(self) -> tuple[bool, bool | None, tuple[str, ...]]:
        """Return what a bracket that begins here may change for itself only."""
        return self.listed, self.on_topic, self.whole

    def end_bracket(self, before: tuple[bool, bool | None, tuple[str, ...]]) -> None:
        """Go on as before a bracket, which told of the number it follows: （其中经平台转办5件）."""
        self.listed, on_topic, self.whole = before
        self.on_topic = on_topic if self.on_topic is False else self.on_topic

    def begin_sentence(self) -> None:
        """Forget what holds for one sentence only."""
        self.listed = self.one_time = self.one_office = self.of_a_part = False
        self.loose = ""
