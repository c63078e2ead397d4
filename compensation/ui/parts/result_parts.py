"""The parts of a result that both readers see: the answer, the verdicts, the lines with their steps, the months."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from compensation import texts
from compensation.choices import Force, words_of
from compensation.reading.step import RuleRef
from compensation.rulebook.fields import in_language
from compensation.rulebook.sources import Mark
from compensation.telling.explain import Explained
from compensation.telling.lines import AllIn, Line, all_in, lines
from compensation.telling.notes import said
from compensation.telling.sources import Ground, ground_source
from compensation.telling.verdicts import Verdict, headline, in_order, verdicts
from compensation.telling.voice import Voice
from compensation.texts import day, euros, short_day, short_month, text
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import breakable, link, literal
from compensation.ui.parts.result_view import Result, sources
from compensation.units import cents

DASH, MINUS = "–", "−"
_ICONS = {
    "error": ":material/error:",
    "warning": ":material/warning:",
    "info": ":material/info:",
    "success": ":material/check_circle:",
}


def money(amount: Decimal | int | None, lang: str) -> str:
    """Euros of a Decimal or of whole cents; a dash for none."""
    if amount is None:
        return DASH
    whole = amount if isinstance(amount, int) else cents(amount)
    return f"{MINUS}{euros(-whole, lang)}" if whole < 0 else euros(whole, lang)


def figure(amount: Decimal | int | None, lang: str) -> str:
    """The same without the euro sign, for the cells of a table of euros."""
    if amount is None:
        return DASH
    whole = amount if isinstance(amount, int) else cents(amount)
    return f"{MINUS}{texts.figure(-whole, lang)}" if whole < 0 else texts.figure(whole, lang)


def tell(voice: Voice, verdict: Verdict, key: str) -> None:
    """One verdict in a box that a screen reader announces, with an icon and words."""
    values = {} if verdict.amount is None else {"amount": money(verdict.amount, voice.lang)}
    {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}[verdict.tone](
        voice.say(key, **values), icon=_ICONS[verdict.tone]
    )


def draw_headline(result: Result, voice: Voice) -> None:
    """The answer in one sentence, and how sure it is."""
    verdict = headline(result)
    tell(voice, verdict, verdict.key)
    for note in said(result, voice.reader, voice.lang, "allowance"):
        st.info(note, icon=":material/history:")
    if about_wage := said(result, voice.reader, voice.lang, "wage"):
        st.info(" ".join(about_wage), icon=_ICONS["info"])


def draw_verdicts(result: Result, voice: Voice) -> None:
    """What is not in order or not known, one by one; what is in order, together."""
    for verdict in verdicts(result):
        tell(voice, verdict, f"verdict.{verdict.key}")
    good = in_order(result)
    if good:
        said = "\n".join(f"- {voice.say(f'verdict.{finding}.meets')}" for finding in good)
        st.success(f"{voice.say('in_order')}\n{said}", icon=_ICONS["success"])


def draw_lines(result: Result, voice: Voice) -> None:
    """The table of lines: each with its ground and how well it is checked. Three columns fit the narrowest phone."""
    shown = lines(result)
    paid = result.anything_stated
    heads = ["what", "due", "short"] if paid else ["what", "month", "owed"]
    totals = result.assessment.totals
    owed, short = (f"**{figure(amount, voice.lang)}**" for amount in (totals.owed, totals.gap))
    total = f"**{voice.say('line.total')}**"
    last = [f"{total}  \n:small[{got(totals.offered, voice)}]", owed, short] if paid else [total, "", owed]
    rows = [*(_row(line, result, voice, paid) for line in shown), *_all_in_row(all_in(result), voice), last]
    tables.show([voice.say(f"head.{head}") for head in heads], rows, alt=voice.say("lines_alt"), numbers=[1, 2])
    notes = [voice.say("note.euros")]
    notes += [voice.say("note.average")] if not paid and any(line.average for line in shown) else []
    st.caption(" ".join([*notes, *said(result, voice.reader, voice.lang, "expenses", "answers", "totals")]))
    for note in said(result, voice.reader, voice.lang, "scale"):
        st.info(literal(note), icon=_ICONS["info"])


def _all_in_row(paid: AllIn | None, voice: Voice) -> list[list[str]]:
    """What an all-in sum pays of the costs above it."""
    return [] if paid is None else [[f"{voice.say('line.all_in')}  \n:small[{got(paid.taken, voice)}]", DASH, DASH]]


def _row(line: Line, result: Result, voice: Voice, paid: bool) -> list[str]:
    def shown(amount: Decimal | int | None) -> str:
        return figure(amount, voice.lang)

    name = line_name(line, result, voice, narrow=True)
    below = [got(line.paid, voice)] if paid else []
    what = "  \n".join([name, *(f":small[{words}]" for words in (*below, ground(line, voice)))])
    owed = shown(line.owed) + (" *" if line.certainty.estimated or line.certainty.partly_unknown else "")
    if paid:
        return [what, owed, shown(line.short)]
    return [what, voice.say("once") if line.month is None else shown(line.month), owed]


def line_name(line: Line, result: Result, voice: Voice, *, narrow: bool = False) -> str:
    """What a line is called; `narrow`: with the places where a table may break it."""
    if line.name in result.book.costs:
        return result.book.kind_name(line.name, voice.lang, narrow=narrow)
    cell = f"cell.{line.name}"
    return voice.say(cell if narrow and voice.has(cell) else f"line.{line.name}")


def got(amount: Decimal, voice: Voice) -> str:
    """What is paid now, in words."""
    return voice.say("got", amount=figure(amount, voice.lang))


def ground(line: Line, voice: Voice) -> str:
    """On which ground an amount stands, and how sure it is: `cao · gezien op 31 december 2024`."""
    return " · ".join([voice.say(f"ground.{line.ground.force}"), *([sure] if (sure := certainty(line, voice)) else [])])


def certainty(line: Line, voice: Voice) -> str | None:
    """How well an amount is checked; an amount that was seen long ago says when."""
    if line.certainty.seen is not None:
        return voice.say("seen", day=short_day(line.certainty.seen, voice.lang))
    mark = line.certainty.weakest
    return breakable(text(f"words.mark.{mark}", voice.lang)) if mark else None


# ---------------------------------------------------------------- how we get to an amount


def draw_steps(result: Result, voice: Voice) -> None:
    """Each amount opens to its steps, its sources and how well they are checked."""
    for line in lines(result):
        steps = result.sentences_of_line(line.name)
        if line.name == "holiday_allowance" or not steps:
            continue
        with st.expander(f"{line_name(line, result, voice)}: **{money(line.owed, voice.lang)}**"):
            draw_explained(steps, voice, line.ground.stated_in)
            if line.name == "allowance" and (note := scheme_note(result)):
                st.caption(note)
    with st.expander(voice.say("meaning.title")):
        st.markdown("\n".join(f"- {said}" for said in meanings(result, voice)))


def scheme_note(result: Result) -> str | None:
    """What the source says beside the amount of the scheme that applies."""
    scheme = result.book.schemes.get(result.placement.cao.scheme or "")
    start = result.placement.start
    versions = [v for v in scheme.versions if v.from_ <= start and (v.to is None or start <= v.to)] if scheme else []
    note = versions[0].note if versions else None
    return None if note is None else literal(in_language(note, result.lang))


def meanings(result: Result, voice: Voice) -> list[str]:
    """What the words beside the amounts mean: those that stand there, and no others."""
    found = lines(result)
    forces = [force for force in words_of(Force) if any(line.ground.force == force for line in found)]
    marks = [mark for mark in Mark if any(line.certainty.weakest == mark for line in found)]
    words = {voice.say(f"ground.{force}"): voice.say(f"meaning.{force}") for force in forces}
    words |= {text(f"words.mark.{mark}", voice.lang): voice.say(f"meaning.{mark}") for mark in marks}
    return [f"**{word}**: {meaning}" for word, meaning in words.items()]


def draw_explained(steps: Sequence[Explained], voice: Voice, ground: Ground | None = None) -> None:
    """Sentences with the numbers filled in, and below them where the ground and the rules were read."""
    st.markdown("\n".join(f"1. {plain(step.text)}" for step in steps))
    found = [_source(source, voice) for source in sources(steps)]
    if ground is not None:
        stated = ground_source(ground, voice.lang)
        found.insert(0, link(stated.said, stated.url))
    if found:
        st.markdown(f"**{voice.say('sources')}**\n\n" + "\n".join(f"- {source}" for source in found))


def plain(sentence: str) -> str:
    """A sentence that begins with a capital and holds no markup: dollar signs and brackets show as they are."""
    for sign in "\\*_$[":
        sentence = sentence.replace(sign, f"\\{sign}")
    return sentence[:1].upper() + sentence[1:]


def _source(source: RuleRef, voice: Voice) -> str:
    force = voice.say(f"ground.{source.force}")
    checked = text(f"words.mark.{source.mark}", voice.lang)
    name = voice.say("source", title=link(source.source.title, source.source.url), force=force, checked=checked)
    return f"{name} {_validity(source, voice)}".strip()


def _validity(source: RuleRef, voice: Voice) -> str:
    if source.from_ is None:
        return ""
    if source.to is None:
        return voice.say("valid_from", first=day(source.from_, voice.lang))
    return voice.say("valid_between", first=day(source.from_, voice.lang), last=day(source.to, voice.lang))


# ---------------------------------------------------------------- month by month


def draw_months(result: Result, voice: Voice) -> None:
    """The ledger by month: the same numbers as in the chart, without the columns that are empty."""
    pay = voice.say("head.wage" if result.earns else "head.allowance")
    parts = {voice.say("head.travel"): "travel", voice.say("head.costs"): "expenses", pay: "pay"}
    parts = {name: part for name, part in parts.items() if any(getattr(m, part) for m in result.months)}
    heads = [voice.say("head.in_month"), *parts]
    rows = []
    for m in result.months:
        amounts = [getattr(m, part) for part in parts.values()]
        together = voice.say("together", amount=figure(sum(amounts), voice.lang))
        when = short_month(m.first, voice.lang)
        rows.append(
            [f"{when}  \n:small[{together}]" if len(parts) > 1 else when, *(figure(a, voice.lang) for a in amounts)]
        )
    tables.show(heads, rows, alt=voice.say("months_alt"), numbers=list(range(1, len(heads))))
    st.caption(voice.say("note.euros"))


# ---------------------------------------------------------------- always in sight


def draw_summary(result: Result | None, wrong: bool, voice: Voice, anchor: str) -> None:
    """One line at the foot of the window: the amounts, and the way to the answer."""
    if result is None:
        st.markdown(voice.say("bar.wrong" if wrong else "bar.unfinished"))
        return
    totals = result.assessment.totals
    values = {"owed": money(totals.owed, voice.lang), "link": f"[{voice.say('bar.to_answer')}](#{anchor})"}
    if result.anything_stated:
        values |= {"paid": money(totals.offered, voice.lang), "short": money(totals.gap, voice.lang)}
        st.markdown(voice.say("bar.compared", **values))
        return
    pay = next((line for line in lines(result) if line.name in ("allowance", "wage")), None)
    values["month"] = money(pay.month if pay else None, voice.lang)
    st.markdown(voice.say("bar.owed_wage" if result.earns else "bar.owed", **values))
