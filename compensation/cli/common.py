"""What the commands share: languages, the rule book, a placement from a file, printing, faults as lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from compensation.assessing import assess
from compensation.assessment import Assessment
from compensation.calendar import to_date
from compensation.cli.files import InputError, read_data
from compensation.outside import shown
from compensation.placement import Placement, PlacementError, read_placement
from compensation.placement.days import day_of as read_day
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.rulebook import RuleBook, RuleBookError, load_rulebook, told
from compensation.telling.voice import Voice
from compensation.texts import FIRST, LANGUAGES, text
from compensation.version import is_read


def _known(lang: str) -> str:
    if lang not in LANGUAGES:
        raise typer.BadParameter(text("cli.errors.no_language", FIRST, lang=lang, choices=", ".join(LANGUAGES)))
    return lang


Overwrite = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
Lang = Annotated[
    str, typer.Option(help="The language of words and errors.", metavar="|".join(LANGUAGES), callback=_known)
]


def rule_book(lang: str) -> RuleBook:
    """The rules that hold here. Raises InputError with every fault of the rule files."""
    try:
        return load_rulebook()
    except RuleBookError as error:
        raise InputError(text("cli.errors.rules_broken", lang), *told(error.faults, lang)) from None


def assessed_file(file: str, lang: str) -> tuple[Placement, Assessment, RuleBook]:
    """The placement of a file and its assessment. Raises InputError with every fault."""
    data = read_data(file, lang)
    if not isinstance(data, dict):
        raise InputError(f"{file}: {text('cli.errors.not_mapping', lang)}")
    if {"passend", "placement"} <= set(data):  # as the app saves it: a version, the placement, the assessment
        if not is_read(data["passend"]):
            said = Voice("save", "employer", lang).say("file.version", version=shown(data["passend"]))
            raise InputError(f"{file}: {said}")
        data = data["placement"]
    with faults_of(file, lang):
        book = rule_book(lang)
        placement = read_placement(data)
        return placement, assess(placement, book), book


def only_what_holds(sectors: Collection[str | None], book: RuleBook, lang: str) -> None:
    """What is sent or signed is made of what holds: a norm that is tried is a promise of nobody.

    Raises InputError where the rules try one for one of these sectors.
    """
    if names := [book.schemes[key].name for sector, key in book.proposed.items() if sector in sectors]:
        raise InputError(text("cli.errors.only_what_holds", lang, names=", ".join(names)))


def day_of(value: str | None, lang: str) -> date | None:
    """A date typed as an option."""
    if value is None:
        return None
    found = read_day(value)
    if isinstance(found, Unreadable):
        plain = found.code == "date"
        said = text("cli.errors.bad_date", lang) if plain else text(f"faults.{found.code}", lang, **found.values)
        raise InputError(f"{value}: {said}")
    return to_date(found)


def hours_of(value: str, lang: str) -> Decimal:
    """Hours typed as an option."""
    found = number_of(value, 2, "hours")
    if isinstance(found, Unreadable):
        raise InputError(f"--hours: {text(f'faults.{found.code}', lang, **found.values)}")
    return Decimal(found).scaleb(-2)


@contextmanager
def faults_of(name: str, lang: str) -> Iterator[None]:
    """Faults as lines `FILE: field.path: what is wrong and what to do`."""
    try:
        yield
    except PlacementError as error:
        raise InputError(*(f"{name}: {line}" for line in error.lines(lang))) from None


def show(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        print(line)
