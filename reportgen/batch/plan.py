"""The list of a batch's jobs in a temporary database, so that memory does not grow with their number.

SQLite keeps it in a file that has no name and is gone with the process; what is used stays in a small cache.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportgen.batch.outcomes import Job, Made
from reportgen.remote_files import Place, place

CACHE_KIBIBYTES: Final = 512
"""So much of a temporary database is kept in memory."""
_TABLES: Final = (
    "CREATE TABLE jobs (number INTEGER PRIMARY KEY, source BLOB, target BLOB, name BLOB)",
    "CREATE TABLE names (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID",
    "CREATE TABLE files (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID",
    "CREATE TABLE targets (number INTEGER, key BLOB, path BLOB)",
    "CREATE TABLE inputs (key BLOB PRIMARY KEY, path BLOB) WITHOUT ROWID",
    "CREATE TABLE without (number INTEGER PRIMARY KEY)",
    "CREATE TABLE made (name BLOB PRIMARY KEY, key TEXT, document TEXT) WITHOUT ROWID",
)


def temporary_database(tables: Iterable[str]) -> sqlite3.Connection:
    """Return a new database with these ``tables``; whoever has it closes it."""
    database = sqlite3.connect("", check_same_thread=False)  # it may be closed by the garbage collector of any thread
    database.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    for table in tables:
        database.execute(table)
    return database


class Plan:
    """The jobs of a batch in their order, with the keys by which clashes are found and what earlier runs made."""

    def __init__(self, others: Sequence[str] = ()) -> None:
        """Begin a plan whose jobs make, beside their document, a file with each of the suffixes ``others``."""
        self._others: Final = tuple(others)
        self._database = temporary_database(_TABLES)
        self.close: Final = weakref.finalize(self, self._database.close)
        """Gives the temporary file back; called when nobody uses the plan any more, too."""
        self.total = 0

    def add(self, source: Place, target: Place) -> int:
        """Add the next job; return its number, from 0."""
        number = self.total
        row = (number, *map(_bytes, (str(source), str(target), target.name)))
        self._database.execute("INSERT INTO jobs VALUES (?, ?, ?, ?)", row)
        self.total += 1
        return number

    def others_of(self, target: Place) -> list[Place]:
        """Return the further files of the job that makes ``target``."""
        return [target.with_name(target.stem + suffix) for suffix in self._others]

    def source(self, number: int) -> Place:
        """Return the data file of the job ``number``."""
        (found,) = self._database.execute("SELECT source FROM jobs WHERE number = ?", (number,)).fetchone()
        return place(_text(found))

    def first_with_name(self, key: str, number: int) -> int:
        """Return the first job whose document's name has this ``key``; ``number`` has it, too."""
        return self._first("names", key, number)

    def first_with_file(self, key: str, number: int, file: Place) -> int:
        """Return the first job that makes the file of this ``key``; ``number`` does, as ``file``."""
        self._database.execute("INSERT INTO targets VALUES (?, ?, ?)", (number, _bytes(key), _bytes(str(file))))
        return self._first("files", key, number)

    def _first(self, table: str, key: str, number: int) -> int:
        self._database.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", (_bytes(key), number))  # noqa: S608 — two names of ours
        rows = self._database.execute(f"SELECT number FROM {table} WHERE key = ?", (_bytes(key),))  # noqa: S608 — the same
        (first,) = rows.fetchone()
        return int(first)

    def add_input(self, key: str, path: Place) -> None:
        """Note that the file of this ``key`` is read, or written otherwise, by the batch."""
        self._database.execute("INSERT OR IGNORE INTO inputs VALUES (?, ?)", (_bytes(key), _bytes(str(path))))

    def overwriting(self, most: int) -> Iterator[tuple[Place, Place]]:
        """Yield the first ``most`` documents that would be written over a file that is read, and that file."""
        rows = self._database.execute(
            "SELECT targets.path, inputs.path FROM targets JOIN inputs USING (key) ORDER BY number LIMIT ?",
            (most,),
        )
        for target, path in rows:
            yield place(_text(target)), place(_text(path))

    def remember(self, entries: Iterable[tuple[str, Made]]) -> None:
        """Note what earlier runs made, by the document's name; a later entry replaces an earlier one."""
        rows = ((_bytes(name), made.key, made.document) for name, made in entries)
        self._database.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", rows)

    def add_without_document(self, number: int) -> None:
        """Note that the job ``number`` made no document."""
        self._database.execute("INSERT INTO without VALUES (?)", (number,))

    def documents(self) -> Iterator[Place]:
        """Yield every document that there is when all jobs are done, in order, and the others beside it."""
        rows = self._database.execute("SELECT target FROM jobs WHERE number NOT IN without ORDER BY number")
        for (found,) in rows:
            target = place(_text(found))
            yield target
            yield from self.others_of(target)

    def jobs(self) -> Iterator[Job]:
        """Yield every job in order, with the journal's entries for its files."""
        rows = self._database.execute(
            "SELECT source, target, made.key, document FROM jobs LEFT JOIN made USING (name) ORDER BY number"
        )
        for source, found, key, document in rows:
            target = place(_text(found))
            before = None if key is None else Made(key, document)
            others = [(file, self._made(file.name)) for file in self.others_of(target)]
            yield Job(place(_text(source)), target, before, tuple(others))

    def _made(self, name: str) -> Made | None:
        row = self._database.execute("SELECT key, document FROM made WHERE name = ?", (_bytes(name),)).fetchone()
        return None if row is None else Made(*row)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # a name that is no text in this system's encoding


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
