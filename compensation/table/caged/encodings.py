"""In which encoding a text file is: UTF-8, UTF-16 or Windows-1252, or one that is refused.

Other encodings of one byte a letter read as Windows-1252 without an error, and then say what nobody wrote: `Noël` of
Excel's "CSV (MS-DOS)" becomes `No‰l`, of an old Mac `No‘l`. There signs stand where no Dutch or English text has them,
as inside a word; a file with one of those is refused.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from compensation.table.faults import TableError
from compensation.table.limits import MEGABYTE

_MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
#: First bytes of é, ë, ü and their like in UTF-8; at the very end of a Windows file nobody writes Ã or Â.
_LEADS_OF_LETTERS = b"\xc2\xc3\xc4\xc5"
#: Signs beside letters that no text in Windows-1252 has: inside a word, behind it or before it.
_LETTER = "a-zA-Z\u00c0-\u00ff"
_STRANGE = re.compile(
    rf"[{_LETTER}][\u201a\u0192\u201e\u2020\u2021\u02c6\u2030\u2039\u203a\u02dc\u2122\u00a1-\u00a3\u00a4-\u00a9\u00ab"
    rf"\u00ac\u00ae\u00af\u00b1-\u00b3\u00b6\u00b8\u00b9\u00bb-\u00bf\u2018\u201c\u2022\u201d\u20ac][{_LETTER}]"
    rf"|[{_LETTER}][\u201a\u0192\u201e\u2030\u2039\u02c6\u02dc\u2020\u2021\u00a1-\u00a3\u00a4]"
    rf"|[a-z][\u0160\u017d\u0152\u0178]|(?<![^\W\d_])[\u2122\u2021\u02c6\u02dc\u2030](?![\d\s]*\d)"
)
_KNOWN = re.compile(rb"[\xc0-\xff]")
_RARE = re.compile(rb"[\x8a\x8e\x9a\x9e\x9f]")


def encoding_of(path: Path) -> tuple[str, bool]:
    """utf8, utf-16 (with its mark), utf-16-le, utf-16-be or cp1252; and whether a byte order mark is there."""
    with path.open("rb") as file:
        first = file.read(4096)
    if first.startswith(_MARKS_16):
        return _sound(path, "utf-16"), True
    if first and (kind := _without_mark(first)):
        return _sound(path, kind), False
    if _is_utf8(path):
        return "utf8", first.startswith(codecs.BOM_UTF8)
    _refuse_other(path)
    return "cp1252", False


def _without_mark(first: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain letters is nought."""
    even, odd = first[::2].count(0), first[1::2].count(0)
    if max(even, odd) * 2 < len(first) * 0.7 or min(even, odd):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _sound(path: Path, encoding: str) -> str:
    """An encoding that the whole file is in, else a fault."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(MEGABYTE):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise TableError("cut_off") from None
    return encoding


def _is_utf8(path: Path) -> bool:
    """Whether a whole file is UTF-8. Raises TableError where it holds NUL bytes or stops inside a letter."""
    decoder, utf8, position = codecs.getincrementaldecoder("utf-8")(), True, 0
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            if (nul := block.find(b"\0")) >= 0:
                raise TableError("nul_bytes", position=position + nul)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
            position += len(block)
    waiting = decoder.getstate()[0]
    if utf8 and waiting:
        with path.open("rb") as file:
            before = file.read(position - len(waiting))
        if not before.isascii() or waiting[:1] in _LEADS_OF_LETTERS:
            raise TableError("cut_off")
    return utf8 and not waiting


def _refuse_other(path: Path) -> None:
    """Refuse what is no Windows-1252, or can only be another encoding."""
    position, tail, known, rare = 0, "", False, -1
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            if undefined := _UNDEFINED.search(block):
                raise TableError("encoding", position=position + undefined.start())
            known = known or bool(_KNOWN.search(block))
            if rare < 0 and (found := _RARE.search(block)):
                rare = position + found.start()
            letters = tail + block.decode("cp1252")
            if strange := _STRANGE.search(letters):
                raise TableError("encoding", position=position - len(tail) + strange.start())
            tail, position = letters[-2:], position + len(block)
    if rare >= 0 and not known:
        raise TableError("encoding", position=rare)
