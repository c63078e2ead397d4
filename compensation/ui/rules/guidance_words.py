"""What is good to know and who helps, as entries of the page Regels: for whom, when, how sure and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compensation.rulebook import RuleBook
from compensation.rulebook.guidance import GoodToKnow, HelpPlace, Told
from compensation.rulebook.sources import mark_of
from compensation.telling.guidance import last_seen
from compensation.texts import text
from compensation.ui.parts.markdown import link, literal
from compensation.ui.rules.rule_words import period_words, source_lines

#: What an entry of the page is made of: its part, key, heading, body and group.
Said = tuple[str, str, str, str, str]


def guidance_words(book: RuleBook, on: date, lang: str) -> Iterator[Said]:
    """Every line, under whom it is for; its heading is its first sentence, or the name of who helps."""
    for key, line in book.good_to_know.items():
        yield _entry("good_to_know", key, line, [literal(line.text[lang]), *_days(line, lang)], on, lang)
    for key, clause in book.clauses.items():
        yield _entry("clauses", key, clause, [literal(_blank(clause.text[lang])), *_days(clause, lang)], on, lang)
    for key, place in book.help.items():
        yield _entry("help", key, place, [literal(place.for_what[lang]), *_reached(place, lang)], on, lang)


def _entry(part: str, key: str, told: GoodToKnow | HelpPlace, first: list[str], on: date, lang: str) -> Said:
    body = "\n\n".join([*first, _routes(told, lang), _seen(told, on, lang), *source_lines(told, lang)])
    return part, key, literal(told.name_in(lang)), body, text(f"rules_page.audience.{told.audience}", lang)


def _blank(sentence: str) -> str:
    """A sentence of an agreement with lines in the place of what is filled in there."""
    return sentence.replace("{contract}", "…").replace("{blank}", "…")


def _routes(told: Told, lang: str) -> str:
    return ", ".join(text(f"form.choice.route_short.{route}", lang) for route in told.routes)


def _days(line: GoodToKnow, lang: str) -> list[str]:
    """The days for which it holds, as far as its sources give them."""
    if line.from_ is not None:
        return [period_words(line.from_, line.to, lang).capitalize()]
    return [] if line.to is None else [text("rules_page.until", lang, last=line.to).capitalize()]


def _reached(place: HelpPlace, lang: str) -> list[str]:
    """Where they are found; nothing where no address or number was."""
    return [
        *([link(place.url, place.url)] if place.url else []),
        *([literal(place.contact[lang])] if place.contact else []),
    ]


def _seen(told: Told, on: date, lang: str) -> str:
    """When it was last seen, and how well it is checked."""
    mark = text(f"words.mark.{mark_of(told)}", lang)
    return f"{literal(last_seen(told.as_of, on, lang))}. {mark[:1].upper()}{mark[1:]}."
