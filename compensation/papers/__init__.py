"""Letters and agreements: an assessment as a document to send or to sign, as PDF or Word file.

`letter`: from the student to the company. `agreement`: the employer's annex to the placement agreement.
`overview`: one page with the employer's costs. `bookkeeper`: half a page for the payroll.
The amounts are the assessment's and the sentences are explain's.
Names and addresses (`Details`) go into the file and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, get_args

from compensation.assessment import Assessment
from compensation.papers.agreement import RefusedError, agreement
from compensation.papers.blocks import Document
from compensation.papers.bookkeeper import bookkeeper
from compensation.papers.case import Case
from compensation.papers.details import Details
from compensation.papers.letter import letter
from compensation.papers.overview import overview
from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.texts import text

Kind = Literal["letter", "agreement", "overview", "bookkeeper"]
Format = Literal["pdf", "docx"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_WRITERS: dict[Kind, Callable[[Case], Document]] = {
    "letter": letter,
    "agreement": agreement,
    "overview": overview,
    "bookkeeper": bookkeeper,
}


def make_document(
    kind: Kind,
    fmt: Format,
    placement: Placement,
    assessment: Assessment,
    lang: str,
    book: RuleBook,
    *,
    details: Details | None = None,
    on: date | None = None,
) -> bytes:
    """A document as the bytes of a file; `on` is its date (default: the day of the assessment).

    The same arguments give the same bytes. `book` must be the rule book of the assessment. Raises RefusedError,
    with the reason, for an agreement that cannot be kept.
    """
    dated = on or assessment.receipt.assessed_on
    content = document(kind, placement, assessment, lang, book, details=details, on=dated)
    if fmt == "pdf":
        from compensation.papers.pdf import pdf_bytes

        return pdf_bytes(content, dated)
    from compensation.papers.word import docx_bytes

    return docx_bytes(content, dated)


def document(
    kind: Kind,
    placement: Placement,
    assessment: Assessment,
    lang: str,
    book: RuleBook,
    *,
    details: Details | None = None,
    on: date | None = None,
) -> Document:
    """What a document says, before it is drawn."""
    if assessment.receipt.rules_hash != book.hash:
        raise ValueError("the rule book is not the one of the assessment")
    case = Case(placement, assessment, book, lang, details or Details(), on or assessment.receipt.assessed_on)
    return _WRITERS[kind](case)


def file_name(kind: Kind, fmt: Format, lang: str) -> str:
    """A name for the file, without anything personal."""
    return f"{text(f'documents.file.{kind}', lang)}.{fmt}"


__all__ = [
    "FORMATS",
    "KINDS",
    "MEDIA_TYPES",
    "Details",
    "Document",
    "Format",
    "Kind",
    "RefusedError",
    "document",
    "file_name",
    "make_document",
]
