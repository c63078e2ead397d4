"""Names and addresses for a document: given for one file, never logged, never stored.

Whatever is left empty becomes a line to fill in by hand. Text is only ever text: signs that mean nothing on
paper (control signs, signs that turn the direction of writing) are taken away, spaces are made one.

>>> Details(student="Ana\\n\\tde  Vries\\x00").student
'Ana de Vries'
>>> Details(student="Ana de Vries")
Details(...)
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields

#: No name or address is longer; what comes after is left out.
MOST_SIGNS = 300


@dataclass(frozen=True, repr=False)
class Details:
    """Who it is about; every field may stay empty."""

    student: str = ""
    student_address: str = ""
    school: str = ""
    programme: str = ""
    employer: str = ""
    employer_address: str = ""
    contact: str = ""
    mentor: str = ""
    kvk: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, plain(getattr(self, field.name)))

    def __repr__(self) -> str:
        """Nothing personal: a traceback or a log line shows no name."""
        return "Details(...)"


def plain(value: str) -> str:
    """One line of text without signs that cannot stand on paper."""
    kept = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", value) if _visible(sign))
    return " ".join("".join(kept).split())[:MOST_SIGNS].rstrip()


def _visible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
