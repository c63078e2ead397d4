"""A remark as a question in words."""

from __future__ import annotations

from compensation.remarks import Remark
from compensation.rulebook import RuleBook
from compensation.telling.explain import written
from compensation.texts import text


def remark_words(remark: Remark, lang: str, book: RuleBook) -> str:
    """The question that a remark asks; of a unit the one that fits what was entered."""
    period = remark.quantities.get("per")
    key = f"remarks.{remark.id}" if period is None else f"remarks.{remark.id}.{period.value}"
    return text(key, lang, **{name: written(said, lang, book) for name, said in remark.quantities.items()})
