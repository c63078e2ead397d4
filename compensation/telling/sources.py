"""Where an amount stands: the rules that were used, and the grounds that no rule file holds a version of.

Those are the pact, the Arbowet and the law on the minimum wage.

Facts on 26 November 2026: the summary of the pact and the page of the Arboportaal were read themselves, and another
source says the same; the text of the law was read in a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from compensation.rulebook.sources import Mark
from compensation.texts import text

Ground = Literal["pact", "equipment", "wage_law"]

MARKS: Mapping[Ground, Mark] = {"pact": Mark.CHECKED, "equipment": Mark.CHECKED, "wage_law": Mark.TWO_SOURCES}


@dataclass(frozen=True)
class GroundSource:
    """What a ground says and where, in a sentence with its date and mark, and the address."""

    said: str
    url: str


def ground_source(ground: Ground, lang: str) -> GroundSource:
    """The source of a ground in words."""
    mark = text(f"words.mark.{MARKS[ground]}", lang)
    return GroundSource(text(f"grounds.{ground}.said", lang, checked=mark), text(f"grounds.{ground}.url", lang))
