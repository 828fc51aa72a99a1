"""Reading a template's static text piece by piece, which may begin and end anywhere, inside an XML tag, too."""

from __future__ import annotations

import abc
import re
from typing import Final

from reportgen.engine.word.compiler.ir import DrawingNumber, Static
from reportgen.engine.word.compiler.open_elements import OpenElement, around_runs
from reportgen.engine.word.markup.run_context import TextContext, inside_run

_DRAWING: Final = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(?=")')


class StaticText(abc.ABC):
    """Appends what it reads to ``body``, a list that the caller changes with every block.

    ``lexical`` is where the text read so far ends: in ``text``, in a ``tag`` of XML or in an ``attribute`` of one, of
    which ``head`` is then what has been read.
    """

    def __init__(self) -> None:
        self.body: list[object] = []
        self.root = self.body
        self.lexical, self.head = "text", ""
        self.node: OpenElement | None = None
        self.drawings: list[DrawingNumber] = []
        self._capture: list[str] | None = None

    def text_context(self) -> TextContext:
        """Return how tabs and line feeds of a value are written at this place (kind ``text``)."""
        run = self.node.parent if self.node is not None else None
        return inside_run(run.props if run is not None else None, around_runs(run.parent if run is not None else None))

    def feed(self, text: str) -> None:
        """Read the next static text. Raises StructureError."""
        position, end = 0, len(text)
        while position < end:
            if self.lexical == "text":
                start = text.find("<", position)
                if start != position:
                    self._words(text[position : start if start >= 0 else end])
                    if start < 0:
                        return
                stop = text.find(">", start)
                if stop < 0:
                    self.head = text[start:]
                    self._emit(self.head)
                    self._lex()
                    return
                self._element(text[start : stop + 1], text[start : stop + 1])
                position = stop + 1
            else:
                stop = text.find(">", position)
                piece = text[position : stop + 1 if stop >= 0 else end]
                self.head += piece
                position += len(piece)
                if stop < 0:
                    self._emit(piece)
                    self._lex()
                else:
                    whole, self.head, self.lexical = self.head, "", "text"
                    self._element(whole, piece, dynamic=True)

    def _lex(self) -> None:
        self.lexical = "attribute" if self.head.count('"') % 2 else "tag"

    def _words(self, text: str) -> None:
        node = self.node
        in_run = node is not None and node.in_run
        if in_run and ("\n" in text or "\t" in text):
            context = self.text_context()
            text = text.replace("\t", context.tab or " ").replace("\n", context.line or " ")
        self._emit(text)

    def _emit(self, text: str) -> None:
        if self._capture is not None:
            self._capture.append(text)
        if "<wp:docPr" in text:
            for index, piece in enumerate(_DRAWING.split(text)):
                if index % 2:
                    self.body.append(Static(piece))
                    number = DrawingNumber(self.body is not self.root)
                    self.drawings.append(number)
                    self.body.append(number)
                else:
                    self.body.append(Static(piece))
        else:
            self.body.append(Static(text))

    @abc.abstractmethod
    def _element(self, whole: str, rest: str, dynamic: bool = False) -> None:
        """Read a whole XML tag, of which ``rest`` is not in the body yet; ``dynamic``: it holds values."""
