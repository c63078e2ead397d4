"""The answer sheet on the screen: telling/sheet.py decides what stands on it, this draws it.

Amounts and their explanations are HTML in one piece: it fits a phone, opens without a run of the page, and prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from compensation.rulebook.fields import in_language
from compensation.telling.certainty import SOUND
from compensation.telling.grounds import ground_words, rung_words
from compensation.telling.lines import Line
from compensation.telling.monthly import Stretch
from compensation.telling.sheet import Sheet, SheetLine, steps_behind
from compensation.telling.voice import Voice
from compensation.texts import euros, inside, short_euros, text
from compensation.ui.parts.explained import explained_html
from compensation.ui.parts.result_parts import day_beside, when_said
from compensation.ui.parts.result_view import Result
from compensation.units import cents, half_up

# ---------------------------------------------------------------- in one sentence


#: So many amounts a month fit in it on a phone; of more, the table of the wage tells the rest.
_MOST_MONTHS = 3


def first_sentence(found: Sheet, voice: Voice) -> str:
    """What it is a month and once: `Passend is ongeveer € 369 per maand en € 85 eenmalig.`"""
    amount = amount_said(found, voice)
    if amount and voice.has(f"said.{found.kind}"):
        return voice.say(f"said.{found.kind}", amount=amount)
    return voice.say(f"said.{found.kind if voice.has(f'said.{found.kind}') else 'unknown'}")


def amount_said(found: Sheet, voice: Voice) -> str:
    """The amount a month, from when it is another one, and what comes once beside an allowance."""
    said: list[str] = []
    told = found.months if len(found.months) <= _MOST_MONTHS else found.months[: _MOST_MONTHS - 1]
    for one in told:
        amount = _rough(one, found, voice)
        if not said:
            said.append(voice.say("month", amount=amount))
        else:
            said.append(voice.say("from", day=day_beside(one.first, found.months[0].first, voice.lang), amount=amount))
    if len(told) < len(found.months):
        said.append(voice.say("others"))
    if found.once and not _earns(found):
        said.append(voice.say("once", amount=short_euros(found.once, voice.lang)))
    return _joined(said, voice)


def beside_said(found: Sheet, voice: Voice) -> str | None:
    """What costs come to beside a wage; None where there are none."""
    if not _earns(found) or not (found.beside or found.once):
        return None
    parts = [voice.say("month", amount=_circa(_whole(found.beside, voice), voice))] if found.beside else []
    parts += [voice.say("once", amount=short_euros(found.once, voice.lang))] if found.once else []
    return voice.say("beside", amount=_joined(parts, voice))


def _joined(parts: Sequence[str], voice: Voice) -> str:
    """One, two and three."""
    *before, last = parts or [""]
    joined = ""
    for one in before:
        joined = voice.say("comma", one=joined, two=one) if joined else one
    return voice.say("and", one=joined, two=last) if before else last


def _earns(found: Sheet) -> bool:
    """A wage is said by itself: what costs come to stands beside it."""
    return found.kind in ("wage", "wage_probably", "wage_unknown")


def _rough(one: Stretch, found: Sheet, voice: Voice) -> str:
    """An amount a month: to the cent where it is one to agree, in whole euros where it holds an average."""
    if _earns(found):
        amount = short_euros(one.month, voice.lang)
        return amount if one.known else _circa(amount, voice)
    return _circa(_whole(one.month, voice), voice) if found.about else short_euros(one.month, voice.lang)


def _circa(amount: str, voice: Voice) -> str:
    return voice.say("circa", amount=amount)


def _whole(amount: int, voice: Voice) -> str:
    return short_euros(int(half_up(amount, 100)) * 100, voice.lang)


# ---------------------------------------------------------------- the lines


def lines_html(found: Sheet, result: Result, voice: Voice) -> str:
    """The lines with their amounts and grounds, each with its why; then what nobody has to pay."""
    rows = [_line(one, result, voice) for one in found.lines]
    if found.rest:
        count, amount = len(found.rest), euros(cents(found.rest_owed), voice.lang)
        inner = "".join(_line(one, result, voice) for one in found.rest)
        said = escape(voice.say("more", count=count, amount=amount))
        rows.append(f"<li><details><summary>{said}</summary><ul>{inner}</ul></details></li>")
    below = "".join(f"<p><small>{escape(said)}</small></p>" for said in _nothing(found.nothing, result, voice))
    alt = escape(voice.say("amounts_alt"), quote=True)
    return f'<div class="passend-lines"><ul aria-label="{alt}">{"".join(rows)}</ul>{below}</div>'


def _line(one: SheetLine, result: Result, voice: Voice) -> str:
    name = escape(_name(one.line, result, voice))
    amount, per = (escape(said) for said in _amount(one, result, voice))
    beside = " · ".join(escape(said) for said in _beside_the_amount(one, result, voice))
    why = escape(voice.say("why"))
    steps = steps_behind(result, one)
    stands = ground_words(one.line.ground, voice.lang)
    notes = [f"{stands[:1].upper()}{stands[1:]}.", *_notes(one, result)]
    inner = explained_html(steps, result.book, voice.lang, ground=one.line.ground.stated_in, notes=notes)
    return (
        f'<li><details><summary><span class="passend-row"><span>{name}</span>'
        f'<span class="passend-amount"><b>{amount}</b> {per}</span></span>'
        f'<span class="passend-row"><small>{beside}</small><span class="passend-why">{why}</span></span></summary>'
        f'<div class="passend-because">{inner}</div></details></li>'
    )


def _name(line: Line, result: Result, voice: Voice) -> str:
    if line.name in result.book.costs or line.name == "travel":
        return result.book.kind_name(line.name, voice.lang)
    return text(f"result.line.{line.name}", voice.lang)


def _amount(one: SheetLine, result: Result, voice: Voice) -> tuple[str, str]:
    """The amount, and what it is: per month, once, over all of it."""
    if one.amount is None:
        return voice.say("unknown"), ""
    per = "known" if one.per == "whole" and (one.line.estimate or not result.all_covered) else one.per
    return euros(one.amount, voice.lang), voice.say(f"per.{per}")


def _beside_the_amount(one: SheetLine, result: Result, voice: Voice) -> Iterable[str]:
    """When it is another amount, on which ground and how sure it stands, and what is paid of it."""
    line = one.line
    yield from when_said(line, result, voice.reader, euros)  # a wage says it in the first sentence
    if one.per == "whole" and line.estimate:
        yield voice.say("later", amount=euros(cents(line.estimate), voice.lang))
    yield rung_words(line.ground, voice.lang, voice.reader)
    yield from _sureness(line, voice)
    if line.from_all_in:
        yield voice.say("all_in", amount=euros(cents(line.from_all_in), voice.lang))
    if line.short:
        yield voice.say("short", amount=euros(cents(line.short), voice.lang))


def _sureness(line: Line, voice: Voice) -> Iterable[str]:
    sure = line.certainty
    if sure.given:
        yield text("words.mark.given", voice.lang)
    elif sure.hours_assumed is not None:
        yield voice.say("assumed", hours=sure.hours_assumed)
    elif sure.estimated:
        yield voice.say("fare")
    elif sure.weakest is not None and sure.weakest not in SOUND:
        yield text(f"words.mark.{sure.weakest}", voice.lang)


def _notes(one: SheetLine, result: Result) -> list[str]:
    """What the source of a scheme says beside its amount."""
    scheme = result.book.schemes.get(result.placement.cao.scheme or "")
    if one.line.name != "allowance" or scheme is None or one.line.ground.scheme is None:
        return []
    start = result.placement.start
    found = [v.note for v in scheme.versions if v.from_ <= start and (v.to is None or start <= v.to)]
    return [in_language(note, result.lang) for note in found[:1] if note is not None]


def _nothing(found: Sequence[Line], result: Result, voice: Voice) -> list[str]:
    """What nobody has to pay: because it is given, or because somebody else asks for it."""
    said = []
    for key, given in (("provided", True), ("not_owed", False)):
        names = [
            inside(_name(line, result, voice), voice.lang)
            for line in found
            if (_given(line, result)) is given and line.name not in ("holiday_allowance", "pay_above", "travel")
        ]
        if names:
            told = ", ".join(names)
            said.append(voice.say(f"nothing.{key}", names=told[:1].upper() + told[1:]))
    return said


def _given(line: Line, result: Result) -> bool:
    costs = [cost for cost in result.placement.costs if cost.kind == line.name]
    return line.provided > Decimal(0) or any(cost.provided for cost in costs)
