"""A document as PDF: tagged for screen readers (PDF/UA-1, checked while it is made), the same bytes every time.

typst draws document.typ; the blocks go in as JSON through `sys_inputs`, so a text is never read as markup. Only the
fonts inside typst are used. They cannot show every sign: a sign they lack (an emoji, Chinese) becomes SUBSTITUTE,
because a PDF without the sign would not be accessible, and some such signs make typst fail.
"""

from __future__ import annotations

import json
import threading
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from compensation.papers.blocks import Document
from compensation.texts import FIRST

TEMPLATE = Path(__file__).with_name("document.typ")
#: What stands in the place of a sign that the fonts lack.
SUBSTITUTE = "\N{WHITE SQUARE}"
#: The signs that the fonts have, as first and last: Latin, Greek, Cyrillic, Hebrew, Arabic, and signs of print.
SHOWN = (
    (0x0020, 0x007E),
    (0x00A0, 0x00AC),
    (0x00AE, 0x02FF),
    (0x0388, 0x038A),
    (0x038E, 0x03A1),
    (0x03A3, 0x0482),
    (0x048A, 0x04FF),
    (0x05D0, 0x05EA),
    (0x0621, 0x063A),
    (0x0641, 0x064A),
    (0x0660, 0x0669),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2015),
    (0x2018, 0x2027),
    (0x2030, 0x203A),
    (0x20A0, 0x20BF),
    (0x2190, 0x2193),
    (0x25A1, 0x25A1),
)
_SINGLE = frozenset("\u0386\u038c\u067e\u0686\u0698\u06a9\u06af\u06cc\u2122")
#: A run of signs without a space that is longer than this may break anywhere.
_LONGEST_WORD = 24
_BREAK = "\N{ZERO WIDTH SPACE}"

_lock = threading.Lock()
_compiler: Any = None


def pdf_bytes(document: Document, on: date) -> bytes:
    """The document as PDF, dated `on` in its properties."""
    data = json.dumps(_shown(document.data()), ensure_ascii=False)
    return _compiled(data, datetime(on.year, on.month, on.day, tzinfo=UTC))


def _compiled(data: str, stamp: datetime) -> bytes:
    global _compiler
    import typst

    # A Compiler is not safe to use from two threads at once, and costs time to make.
    with _lock:
        try:
            _compiler = _compiler or typst.Compiler(TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True)
            inputs = {"data": data}
            made = _compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=stamp)
            # The compiler keeps its inputs until the next call: leave no name in it.
            _compiler.compile(format="pdf", sys_inputs={"data": _EMPTY})
        except BaseException as error:
            # A panic of typst is no Exception in Python; to a caller it is a failure like another.
            _compiler = None
            if type(error).__name__ == "PanicException":
                raise RuntimeError("typst could not draw the document") from None
            raise
    return bytes(made)


_EMPTY = json.dumps({"lang": FIRST, "title": "", "small": False, "parts": []})


def _shown(node: Any) -> Any:
    """All texts of the data in signs that the fonts have, with places to break in very long words."""
    if isinstance(node, dict):
        return {key: value if key in ("type", "url") else _shown(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [_shown(item) for item in node]
    return _breakable(shown(node)) if isinstance(node, str) else node


def shown(text: str) -> str:
    """A text in signs that the fonts have.

    >>> shown("Zoë € 1,50 \N{SLICE OF PIZZA}") == f"Zoë € 1,50 {SUBSTITUTE}"
    True
    """
    kept = []
    for sign in unicodedata.normalize("NFC", text):
        if has_sign(sign):
            kept.append(sign)
        elif unicodedata.category(sign)[0] not in "MC":
            kept.append(SUBSTITUTE)
    return "".join(kept)


def has_sign(sign: str) -> bool:
    """Whether the fonts of the PDF have a sign."""
    return sign in _SINGLE or any(first <= ord(sign) <= last for first, last in SHOWN)


def _breakable(text: str) -> str:
    if len(text) <= _LONGEST_WORD:
        return text
    words = text.split(" ")
    return " ".join(_BREAK.join(word) if len(word) > _LONGEST_WORD else word for word in words)
