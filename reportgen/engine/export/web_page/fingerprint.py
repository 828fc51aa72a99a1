"""The last line of a web page, by which a later run knows whether somebody edited the file.

It is a comment, which no browser shows, with the hash of all that stands before it.
"""

from __future__ import annotations

import re
from typing import Final

try:  # Python's own: hashlib loads all of OpenSSL
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_LONGEST: Final = 100
_LAST: Final = re.compile(rb"<!-- reportgen ([0-9a-f]{32}) -->\n\Z")


def with_fingerprint(page: bytes) -> bytes:
    """Return a page, or a fragment of one, with its fingerprint."""
    return page + b"<!-- reportgen %b -->\n" % _digest(page)


def is_unchanged(content: bytes) -> bool:
    """Whether a file, which may be of any kind, is just as :func:`with_fingerprint` returned it."""
    last = _LAST.search(content)
    return last is not None and last[1] == _digest(content[: last.start()])


def is_fingerprinted(content: bytes) -> bool:
    """Whether a file ends as :func:`with_fingerprint` returned it; somebody may have edited what stands before."""
    return _LAST.search(content, max(0, len(content) - _LONGEST)) is not None


def _digest(page: bytes) -> bytes:
    return blake2b(page, digest_size=16).hexdigest().encode()
