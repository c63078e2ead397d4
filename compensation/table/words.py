"""Values as people write them, under the words that the law knows: routes, branches, caos, yes and no.

Only what has one reading is translated; what has none, or two, stays as it is and is refused with the nearest names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from rapidfuzz import fuzz, process

from compensation.compare.finder import Sure, find
from compensation.placement.numbers import number_of
from compensation.rulebook import RuleBook
from compensation.rulebook.words import spelled
from compensation.table.catalog import YES_NO, plain
from compensation.texts import FIRST

_ROUTES: Mapping[str, str] = MappingProxyType(
    {
        name: route
        for route, names in {
            "bol": "bol, mbo bol, bol mbo, bol voltijd, voltijd bol, beroepsopleidende leerweg, "
            "mbo beroepsopleidende leerweg, bol stage, "
            "bol student, bol opleiding",
            "bbl": "bbl, mbo bbl, bbl mbo, beroepsbegeleidende leerweg, mbo beroepsbegeleidende leerweg, "
            "bbl student, bbl opleiding",
            "hbo": "hbo, hbo bachelor, bachelor hbo, hbo voltijd, hbo deeltijd, hbo student, hogeschool, ad, "
            "associate degree, hbo ad, hbo stage, hbo ba",
            "wo": "wo, wo voltijd, wo deeltijd, universiteit, wo bachelor, wo master, universitair, wo student, "
            "wo stage, master wo, bachelor wo",
            "dual": "dual, duaal, hbo duaal, wo duaal, duale opleiding, duaal hbo",
        }.items()
        for name in names.split(", ")
    }
)
_LEVEL = re.compile(r"\b(?:niveau |niv )?[1-4]\b")
_NO_CAO = frozenset(("geen", "none", "nee", "nvt", "n v t", "niet van toepassing", "geen cao", "no", "zonder cao"))
_UNKNOWN_CAO = frozenset(("onbekend", "unknown", "weet niet", "weet ik niet", "niet bekend", "?"))
_NEAR, _NEXT = 88, 6


def everyday_route(value: str) -> str | None:
    """A route by its everyday name; a level may stand with it.

    >>> everyday_route("MBO BOL niveau 4"), everyday_route("bol-3"), everyday_route("Ad"), everyday_route("MBO")
    ('bol', 'bol', 'hbo', None)
    """
    words = spelled(value)
    named = {word for word in words.split() if word in ("bol", "bbl")}  # `Bakker (BOL niveau 3)`
    return (
        _ROUTES.get(words)
        or _ROUTES.get(" ".join(_LEVEL.sub(" ", words).split()))
        or (named.pop() if len(named) == 1 else None)
    )


def everyday_sector(value: str, book: RuleBook) -> str | None:
    """A branch by its key, its names, or a trade of it; None where it could be more than one, or none."""
    key = plain(value)
    for sector, held in book.sectors.items():
        if key == plain(sector) or key in {plain(name) for name in held.name.names()}:
            return sector
    found = {match.sector for match in find(value, book, FIRST) if match.sure in (Sure.EXACT, Sure.FORM, Sure.PART)}
    return found.pop() if len(found) == 1 else None


_PERIODS: Mapping[str, str] = MappingProxyType(
    {
        name: period
        for period, names in {
            "hour": "u, uur, per uur, p u, pu, uurloon, per u, hourly, per hour",
            "day": "d, dag, per dag, p d, pd, dagelijks, per day",
            "week": "w, wk, week, per week, p w, pw, wekelijks, per wk",
            "four_weeks": "4 weken, per 4 weken, vier weken, per vier weken, 4 wkn, vierwekelijks, 4wekelijks, "
            "periode van 4 weken",
            "month": "m, mnd, maand, per maand, p m, pm, maandelijks, per mnd, maandloon, per month",
            "once": "eenmalig, een keer, ineens, in een keer, 1 keer, 1x",
            "year": "j, jr, jaar, per jaar, p j, jaarlijks",
        }.items()
        for name in names.split(", ")
    }
)
_CARRIERS = {
    "ns": "train",
    "treinreis": "train",
    "per trein": "train",
    "metro": "bus",
    "tram": "bus",
    "bus tram metro": "bus",
}
_CARRIERS |= {"bus en tram": "bus", "ov bus": "bus", "btm": "bus"}
_MODES = {
    "openbaar vervoer": "public_transport",
    "ov": "public_transport",
    "trein": "public_transport",
    "bus": "public_transport",
}
_MODES |= {
    "met ov": "public_transport",
    "met de auto": "own_vehicle",
    "met de fiets": "own_vehicle",
    "auto": "own_vehicle",
}
_MODES |= dict.fromkeys(("tram", "metro", "ns", "met de trein", "met de bus", "train", "by train"), "public_transport")
_MODES |= dict.fromkeys(("by bus", "public transport"), "public_transport")
_MODES |= dict.fromkeys(("lopend", "te voet", "loopt", "walking", "car", "by car", "bike", "by bike"), "own_vehicle")
_MODES |= {"fiets": "own_vehicle", "scooter": "own_vehicle", "brommer": "own_vehicle", "eigen auto": "own_vehicle"}
_MODES |= {"e bike": "own_vehicle", "motor": "own_vehicle", "eigen vervoer": "own_vehicle"}
_PRODUCTS = {
    "weekkaart": "week",
    "week ov": "week",
    "weekproduct": "week",
    "weekabonnement": "week",
    "weekendkaart": "weekend",
}
_PRODUCTS |= {"weekend ov": "weekend", "weekendabonnement": "weekend", "geen ov": "none", "nee": "none"}


def everyday_word(column: str, value: str) -> str | None:
    """A period, a way of travelling, a carrier or a student product by an everyday word.

    >>> everyday_word("offer.wage.per", "p/u"), everyday_word("travel.carrier", "NS")
    ('hour', 'train')
    """
    words = spelled(value.replace("/", " ").replace(".", " "))
    if column.endswith(".per"):
        return _PERIODS.get(words)
    last = column.rpartition(".")[2]
    return {"carrier": _CARRIERS, "mode": _MODES, "student_product": _PRODUCTS}.get(last, {}).get(words)


_IN_AN_AMOUNT = re.compile(
    r"(?P<amount>.*\d.*?)\s*(?:\bbruto\b)?\s*"
    r"(?:(?:\bper\b|\bp\s?[./]|/|\ba\b)\s*(?P<per>4 weken|vier weken|[a-z]+)|\b(?P<short>p\s?[mwdu]))"
    r"\s*\.?\s*(?:\(?bruto\)?)?",
    re.IGNORECASE,
)


def amount_and_period(value: str) -> tuple[str, str] | None:
    """An amount that says per what it is; None for any other text.

    >>> amount_and_period("350 euro bruto per maand"), amount_and_period("€ 90,- p/w"), amount_and_period("€350 p.m.")
    (('350 euro', 'month'), ('€ 90,-', 'week'), ('€350', 'month'))
    >>> amount_and_period("350"), amount_and_period("350 netto per maand"), amount_and_period("0,23/km")
    (None, None, None)
    """
    match = _IN_AN_AMOUNT.fullmatch(" ".join(value.split()))
    if match is None:
        return None
    period = everyday_word(".per", match["per"] or match["short"].replace(" ", ""))
    amount = re.sub(r"\bbruto\b", "", match["amount"], flags=re.IGNORECASE).strip()
    return (amount, period) if period and isinstance(number_of(amount, 2), int) else None


#: A way of travelling that names who drives.
_CARRIED_BY = {"trein": "train", "ns": "train", "met de trein": "train", "bus": "bus", "met de bus": "bus"}
_CARRIED_BY |= {"tram": "bus", "metro": "bus", "train": "train", "by train": "train", "by bus": "bus"}


def carrier_in(mode: str) -> str | None:
    """The carrier that a way of travelling names.

    >>> carrier_in("Trein"), carrier_in("ov")
    ('train', None)
    """
    return _CARRIED_BY.get(spelled(mode))


def everyday_amount(value: str) -> str | None:
    """What is paid in a word: `geen` is nothing, `onbekend` is not stated; `n.v.t.` and `-` may be either.

    >>> everyday_amount("geen"), everyday_amount("Onbekend"), everyday_amount("n.v.t.")
    ('0', '', None)
    """
    words = spelled(value)
    return (
        "0"
        if words in ("geen", "niets", "nihil", "none")
        else ""
        if words in ("onbekend", "niet bekend", "unknown")
        else None
    )


def cao_status(value: str) -> str:
    """What a filled cell of a cao says of its status: a name is a cao that applies."""
    words = spelled(value) or value.strip()
    if words in _NO_CAO or value.strip() in ("-", "n.v.t."):
        return "none"
    return "unknown" if words in _UNKNOWN_CAO or value.strip() == "?" else "applies"


def everyday_status(value: str) -> str | None:
    """Yes and no, under a heading that asks whether a cao applies."""
    answer = YES_NO.get(plain(value))
    return None if answer is None else "applies" if answer else "none"


def everyday_scheme(value: str, book: RuleBook) -> str | None:
    """A cao by its key or its name, with or without `cao`; None where none, or more than one, is meant."""
    names = _scheme_names(book)
    wanted = _bare(value)
    if wanted in names:
        return names[wanted] or None
    near = process.extract(wanted, list(names), scorer=fuzz.token_sort_ratio, limit=2, score_cutoff=_NEAR)
    if not near or (len(near) > 1 and near[0][1] - near[1][1] < _NEXT):
        return None
    return names[near[0][0]] or None


def nearest_schemes(value: str, book: RuleBook) -> list[str]:
    """The three names nearest to a cao that is not known."""
    names = [scheme.name for scheme in book.schemes.values()]
    near = process.extract(_bare(value), names, scorer=fuzz.token_set_ratio, processor=_bare, limit=3)
    return [name for name, _, _ in near]


def nearest_sectors(value: str, book: RuleBook) -> list[str]:
    """The three names nearest to a branch that is not known."""
    names = [sector.name[FIRST] for sector in book.sectors.values()]
    near = process.extract(spelled(value), names, scorer=fuzz.token_set_ratio, processor=spelled, limit=3)
    return [name for name, _, _ in near]


_SMALL_WORDS = "cao de en voor"


def _bare(value: str) -> str:
    words = [
        word
        for word in spelled(value.replace("&", " en ").replace("_", " ")).split()
        if word not in _SMALL_WORDS.split()
    ]
    return " ".join(words)


_held: dict[str, Mapping[str, str]] = {}


def _scheme_names(book: RuleBook) -> Mapping[str, str]:
    """Plain name -> key; an empty key where two schemes share the name."""
    if book.hash not in _held:
        found: dict[str, str] = {}
        for key, scheme in book.schemes.items():
            for name in {_bare(key), _bare(scheme.name)}:
                found[name] = key if found.get(name, key) == key else ""
        _held.clear()
        _held[book.hash] = found
    return _held[book.hash]
