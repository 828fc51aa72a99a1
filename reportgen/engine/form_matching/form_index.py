"""A form's tables by their labels: which rows and columns have which words, under which other labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from reportgen.core.value import Value
from reportgen.engine.form_matching.labels import numeral_of, whole_words_of, words_of
from reportgen.model.form_grid import Block, FormTable, Heading


@attrs.frozen(eq=False, repr=False, slots=False)
class Leaf(Value):
    """A single row or column, or a group of rows that a document may print as one: its labels, outermost first."""

    labels: tuple[str, ...]
    address: str
    order: int
    group: bool = False

    @cached_property
    def label(self) -> str:
        """Its own label, as the form prints it."""
        return self.labels[-1]

    @cached_property
    def words(self) -> str:
        """The words of its own label."""
        return words_of(self.label)

    @cached_property
    def numeral(self) -> str:
        """The numeral of its own label."""
        return numeral_of(self.label)

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The words of the labels around it."""
        return tuple(words_of(label) for label in self.labels[:-1] if label)


@attrs.frozen(eq=False, repr=False, slots=False)
class BlockIndex(Value):
    """One cross table of a form by its labels."""

    table: int
    block: Block

    @cached_property
    def rows(self) -> tuple[Leaf, ...]:
        """Its single rows, in order."""
        return tuple(attrs.evolve(leaf, order=order) for order, leaf in enumerate(_leaves(self.block.rows)))

    @cached_property
    def groups(self) -> tuple[Leaf, ...]:
        """Its groups of rows."""
        return tuple(_groups(self.block.rows))

    @cached_property
    def columns(self) -> tuple[Leaf, ...]:
        """Its single columns, in order."""
        return tuple(attrs.evolve(leaf, order=order) for order, leaf in enumerate(_leaves(self.block.columns)))

    @cached_property
    def by_words(self) -> Mapping[str, Sequence[Leaf]]:
        """The rows and groups of rows with the same words."""
        found: dict[str, list[Leaf]] = {}
        for leaf in (*self.rows, *self.groups):
            if leaf.words:
                found.setdefault(leaf.words, []).append(leaf)
        return found

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The words above its columns, in reading order."""
        return tuple(words for line in self.header_lines for words in line)

    @cached_property
    def header_lines(self) -> tuple[tuple[str, ...], ...]:
        """The words above its columns, line by line."""
        lines: list[list[str]] = [[] for _ in range(self.block.header_rows)]

        def write(headings: Sequence[Heading], depth: int) -> None:
            for heading in headings:
                if heading.label:
                    lines[depth].append(words_of(heading.label))
                write(heading.parts, depth + bool(heading.label))

        write(self.block.columns, 0)
        return tuple(tuple(line) for line in lines)

    @cached_property
    def header_words(self) -> frozenset[str]:
        """All words that stand above its columns."""
        return frozenset(self.header)

    @cached_property
    def inside(self) -> Mapping[str, frozenset[str]]:
        """The words directly below each label that spans columns; of one that stands twice, those below both."""
        found: dict[str, set[str]] = {}

        def write(headings: Sequence[Heading]) -> None:
            for heading in headings:
                if heading.parts:
                    found.setdefault(words_of(heading.label), set()).update(
                        words_of(one.label) for one in heading.parts
                    )
                    write(heading.parts)

        write(self.block.columns)
        return {words: frozenset(parts) for words, parts in found.items()}

    @cached_property
    def framing(self) -> frozenset[str]:
        """The words of its title and its corner, which say nothing of a column."""
        texts = (self.block.title, self.block.corner)
        return frozenset(words for text in texts if text for words in (words_of(text), whole_words_of(text)))

    @property
    def unlabelled(self) -> Leaf | None:
        """Its only row, where that has no label."""
        return self.rows[0] if len(self.rows) == 1 and not self.rows[0].label else None


@attrs.frozen(eq=False, repr=False, slots=False)
class FormIndex(Value):
    """The tables of one form by their labels."""

    tables: tuple[FormTable, ...]

    @cached_property
    def blocks(self) -> tuple[BlockIndex, ...]:
        """Every cross table, in order."""
        return tuple(BlockIndex(number, block) for number, table in enumerate(self.tables) for block in table.blocks)

    @cached_property
    def rows(self) -> Mapping[str, Sequence[tuple[BlockIndex, Leaf]]]:
        """The rows and groups of all tables by their words."""
        found: dict[str, list[tuple[BlockIndex, Leaf]]] = {}
        for block in self.blocks:
            for words, leaves in block.by_words.items():
                found.setdefault(words, []).extend((block, leaf) for leaf in leaves)
        return found

    @cached_property
    def most_columns(self) -> int:
        """So many figures has the longest row."""
        return max((len(block.columns) for block in self.blocks), default=0)

    @cached_property
    def header_words(self) -> frozenset[str]:
        """All words above columns."""
        return frozenset().union(*(block.header_words for block in self.blocks))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label's words: rows, columns, titles and corners."""
        framing = frozenset().union(*(block.framing for block in self.blocks))
        return self.header_words | frozenset(self.rows) | framing


def _leaves(headings: Sequence[Heading], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    for heading in headings:
        labels = (*above, heading.label)
        if heading.parts:
            yield from _leaves(heading.parts, labels)
        else:
            yield Leaf(labels, heading.address, 0)


def _groups(headings: Sequence[Heading], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    for heading in headings:
        if heading.parts:
            labels = (*above, heading.label)
            if heading.label and heading.address:
                yield Leaf(labels, heading.address, -1, group=True)
            yield from _groups(heading.parts, labels)
