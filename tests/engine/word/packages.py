"""Small Word packages for tests, good ones and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{WORD_TYPE}.document.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def relations(*arrows: tuple[str, str, bool]) -> bytes:
    """Return a relations part; an arrow is (kind, target, whether it leads outside)."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for number, (kind, target, outside) in enumerate(arrows)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{namespace}">{rows}</Relationships>'.encode()


def content_types(main: str = "word/document.xml", kind: str = MAIN_TYPE, more: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'{DECLARATION}<Types xmlns="{namespace}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/>{more}</Types>'
    ).encode()


def document(body: str = "<w:p/>") -> bytes:
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def parts(body: str = "<w:p/>", **more: bytes) -> dict[str, bytes]:
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document(body),
        **more,
    }


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str = "<w:p/>", members: Mapping[str, bytes] | None = None) -> bytes:
    return zipped({**parts(body), **(members or {})})
