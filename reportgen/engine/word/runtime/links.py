"""Where a rich text's links lead: ``build_url_id`` keeps the address in a DocxTemplate and gives the text a number.

A rich text does not know which DocxTemplate numbered its links, and the document that is being filled is another one.
Its addresses are therefore looked up in the template itself, then in the DocxTemplates that the data holds, then in
those that the program holds; only those made of the same file count, and they must agree.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import Any, Final, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate

from reportgen.core.text import Text
from reportgen.engine.opc.field_codes import ordinary_link
from reportgen.engine.opc.package_faults import visible
from reportgen.engine.word.runtime.values import UnprintableError

_LINK: Final = re.compile(r'(<w:hyperlink\b[^>]*?\sr:id=")([^"]*)(?=")')
_REMEDY: Final = Text(
    "请用同一个 DocxTemplate(同一个模板文件) 的 build_url_id(…)，并把它也放进数据，例如 {'links': 该 DocxTemplate, …}",
    "Use build_url_id(…) of one DocxTemplate(the same file), and give it in the data, too, as in {'links': it, …}",
)


class Home(Protocol):
    """The part that an object is printed in."""

    def relate_to(self, target: str, reltype: str, is_external: bool = False) -> str:
        """Return the id of a relation."""
        ...


class Links:
    """The addresses of one rendering's links: ``digest`` is the template's SHA-256, ``own`` its addresses by number.

    ``in_data`` are the DocxTemplates that the data holds.
    """

    def __init__(self, digest: str, own: Callable[[], Mapping[str, str]], in_data: Iterable[Any]) -> None:
        self.digest, self._own, self._owners = digest, own, tuple(in_data)

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The addresses of the template itself."""
        return self._own()

    @cached_property
    def in_data(self) -> list[Mapping[str, str]]:
        """Those of the DocxTemplates in the data that were made of the same file."""
        return [addresses(one) for one in self._owners if made_of(one, self.digest)]

    def placed(self, xml: str, home: Home) -> str:
        """Return ``xml`` with the numbers that its links have in the part ``home``. Raises UnprintableError."""
        relate = home.relate_to
        return _LINK.sub(
            lambda link: (
                link.group(1) + relate(self._address(link.group(2)), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            ),
            xml,
        )

    def _address(self, number: str) -> str:
        for known in ([self.own], self.in_data):
            found = {table[number] for table in known if number in table}
            if found:
                return _one(found, number)
        found = {table[number] for table in self._in_memory if number in table}
        if len(found) > 1:  # one may be of a template that nobody has any more, as of an earlier request
            del self._in_memory
            gc.collect()
            found = {table[number] for table in self._in_memory if number in table}
        return _one(found, number)

    @cached_property
    def _in_memory(self) -> list[Mapping[str, str]]:
        kinds, following = {DocxTemplate}, [DocxTemplate]
        while following:
            following = [kind for one in following for kind in one.__subclasses__() if kind not in kinds]
            kinds.update(following)
        objects = gc.get_objects()  # there may be millions, so that no Python code is run for each
        living = compress(objects, map(kinds.__contains__, map(type, objects)))
        return [addresses(one) for one in living if made_of(one, self.digest)]


def _one(found: set[str], number: str) -> str:
    if len(found) != 1:
        shown = visible(number)
        says = (
            Text(f"富文本里的链接 {shown} 有不止一个地址", f"holds a link ({shown}) with more than one address")
            if found
            else Text(f"富文本里的链接 {shown} 没有地址", f"holds a link ({shown}) without an address")
        )
        raise UnprintableError(says, _REMEDY)
    (address,) = found
    refuse_strange(address)
    return address


def refuse_strange(address: str) -> None:
    """Raise UnprintableError for a link that no document may hold."""
    if not ordinary_link(address):
        shown = visible(address)
        raise UnprintableError(
            Text(f"富文本链接到不允许的地址 {shown}", f"holds a link to {shown}, which is not allowed"),
            Text("只能链接到 http、https 和 mailto 地址", "Link to http, https and mailto addresses only"),
        )


def addresses(template: Any) -> Mapping[str, str]:
    """Return the web addresses that a DocxTemplate's document leads to, by number."""
    document = vars(template).get("docx")
    return dict(_external(document.part.rels)) if document is not None else {}


def _external(relations: Any) -> Iterator[tuple[str, str]]:
    for number, relation in relations.items():
        if relation.is_external and relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
            yield number, relation.target_ref


def made_of(template: Any, digest: str) -> bool:
    """Return whether the file of a DocxTemplate is the one with that SHA-256."""
    source = vars(template).get("template_file")
    try:
        if hasattr(source, "read"):
            source.seek(0)
            content = bytes(source.read())
        else:
            content = Path(source).read_bytes()
    except (OSError, TypeError, ValueError):  # deleted, closed, or nothing to read from
        return False
    return hashlib.sha256(content).hexdigest() == digest
