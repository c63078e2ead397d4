"""What the heading of a column of pay or hours says of its numbers besides their name: of which time, in which measure.

An amount in cents, in thousands, or for a whole week of 36 hours is no amount of a placement, whoever says that the
column is one of pay: it is refused by its name.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from compensation.table.composed import PAY
from compensation.table.headings import MAPPING, PERIODS, Recognised, all_in, constants_in, spelled_heading

_MEASURES = re.compile(
    r"\bprocent\b|\bpercentage\b|\bfactor\b|"
    r"\bcent(?:en|s)?\b|\b1 ?000\b|\bduizend(?:en|tallen)?\b|\bthousands?\b|\bk ?eur\b|"
    r"\b(?:usd|gbp|chf|dollars?|ponden|pounds?)\b|"
    r"\b(?:incl|inclusief|including) (?:vakantiegeld|vakantietoeslag|vakantiebijslag|holiday (?:pay|allowance))\b"
)
_OF_A_WHOLE_WEEK = re.compile(
    r"\b(?:o b v|obv|op basis van|full ?time|voltijds?|ft)\b(?: (?:\d+ )?(?:u|uur|uren|hours)\b)?|"
    r"\b\d+ ?(?:u|uur|uren|hours)\b"
)
_AN_HOUR = re.compile(r"\b(?:basis ?|bruto ?)?uur(?:loon|salaris|vergoeding)|\b(?:per|p) ?(?:uur|u)\b|\bhourly\b")
_PART_OF_A_WEEK = re.compile(r"\bfte\b|\bpart ?time\b|\bdeeltijd\b|\bprocent\b|\bpercentage\b|\bfactor\b")
_A_SUM = re.compile(r"\b(?:totaal|totale|total|jaartotaal)\b")


def as_answered(heading: str, column: str) -> Recognised:
    """A heading of which was said what it means; the period in it still holds, and the costs that are in it."""
    words = spelled_heading(heading)
    bare = " ".join(_OF_A_WHOLE_WEEK.sub(" ", words).split())  # whose hours are no period
    said = constants_in(column, _period(bare), "".join(bare.split())) or {}
    return Recognised(column, MAPPING, MappingProxyType({**said, **all_in(column, words)}))


def another_measure(heading: str, column: str) -> str | None:
    """What a heading says of its numbers that makes them no amounts of ours, or no hours a week; None where nothing.

    >>> another_measure("Stagevergoeding (in centen)", "offer.allowance.amount")
    'centen'
    >>> another_measure("Salaris o.b.v. 36 uur", "offer.wage.amount"), another_measure("Uurloon", "offer.wage.amount")
    ('o b v 36 uur', None)
    >>> another_measure("Stagevergoeding (% van de norm)", "offer.allowance.amount")
    'procent'
    >>> another_measure("FTE", "hours_per_week"), another_measure("Uren per jaar", "hours_per_week")
    ('fte', 'jaar')
    """
    words = spelled_heading(heading)
    if column == "hours_per_week":
        period = _period(words)
        another = {"year": "jaar", "month": "maand", "four_weeks": "4 weken"}.get(period or "")
        return match[0] if (match := _PART_OF_A_WEEK.search(words)) else another
    if not (column.endswith(".amount") or column == PAY):
        return None
    if match := re.search("[$£]", heading) or _MEASURES.search(words):
        return match[0]
    if column.startswith("offer.reimburse.") or _AN_HOUR.search(words):
        return None
    return match[0] if (match := _OF_A_WHOLE_WEEK.search(words)) else None


def says_another_time(heading: str, column: str) -> bool:
    """Whether a heading says that its amounts are of a time that the column does not have, or a sum of several.

    >>> says_another_time("Stagevergoeding per jaar", "offer.allowance.amount")
    True
    >>> says_another_time("Totale stagevergoeding", "offer.allowance.amount")
    True
    """
    words = spelled_heading(heading)
    if _A_SUM.search(words):
        return True
    period = _period(words)
    return period is not None and constants_in(column, period, "".join(words.split())) is None


def _period(words: str) -> str | None:
    return next((period for period, pattern in PERIODS if pattern.search(words)), None)
