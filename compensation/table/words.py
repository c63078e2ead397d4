"""Values as people write them, under the words that the law knows: routes, branches, caos, yes and no.

Only what has one reading is translated; what has none, or two, stays as it is and is refused with the nearest names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
            "hour": "hour, u, uur, per uur, p u, pu, uurloon, per u, hourly, per hour",
            "day": "day, d, dag, per dag, p d, pd, dagelijks, per day",
            "week": "w, wk, week, per week, p w, pw, wekelijks, per wk, weekly",
            "four_weeks": "4 weken, per 4 weken, vier weken, per vier weken, 4 wkn, vierwekelijks, 4wekelijks, "
            "periode van 4 weken, 4 wekelijks, per 4 wkn, per periode van 4 weken, four weeks, every four weeks",
            "month": "m, mnd, maand, per maand, p m, pm, maandelijks, per mnd, maandloon, month, per month, monthly",
            "once": "once, eenmalig, een keer, ineens, in een keer, 1 keer, 1x",
            "year": "year, j, jr, jaar, per jaar, p j, jaarlijks",
        }.items()
        for name in names.split(", ")
    }
)
#: Of which time an amount is, said in a way that no period of ours says.
_OF_THE_WHOLE = frozenset(
    ["hele periode", "hele stage", "gehele stage", "totaal", "in totaal", "per stage", "per periode"]
)


def are_pay_periods(cells: Sequence[str]) -> bool:
    """Whether some filled cells say per what an amount is. One letter may say anything: M and V are no months.

    >>> are_pay_periods(["per maand", "hele periode"]), are_pay_periods(["M", "V"]), are_pay_periods(["dag", "nacht"])
    (True, False, False)
    """
    words = [spelled(cell.replace("/", " ").replace(".", " ")) for cell in cells]
    return bool(words) and all(len(word) > 1 and (word in _PERIODS or word in _OF_THE_WHOLE) for word in words)


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


_GROSS = re.compile(r"\(?\b(?:bruto|gross)\b\)?", re.IGNORECASE)


def gross_amount(value: str) -> str | None:
    """An amount that says to be before tax, as every amount here is.

    >>> gross_amount("€ 350 (bruto)"), gross_amount("350"), gross_amount("350 netto")
    ('€ 350', None, None)
    """
    gross = _GROSS.sub("", value, count=1).strip()
    return gross if gross != value.strip() and isinstance(number_of(gross, 2), int) else None


def everyday_amount(value: str) -> str | None:
    """What is paid in a word: `geen` is nothing, `onbekend` is not stated; `n.v.t.` and `-` may be either.

    >>> everyday_amount("geen"), everyday_amount("Onbekend"), everyday_amount("n.v.t.")
    ('0', '', None)
    """
    words = spelled(value)
    if words in ("geen", "niets", "nihil", "none"):
        return "0"
    if words in ("onbekend", "niet bekend", "unknown"):
        return ""
    return gross_amount(value)


_A_WEEK = re.compile(
    r"(\d+(?:[.,]\d+)?) ?(?:u|uur|uren|h|hours)?\.? ?(?:(?:p|per|/|p/) ?(?:w|wk|week)\.?|a week)", re.IGNORECASE
)
_ON_A_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")


def everyday_hours(value: str) -> str | None:
    """Hours that say of which time they are, or that are written as on a clock; a third of an hour has no such number.

    >>> everyday_hours("32 uur p/w"), everyday_hours("32:30"), everyday_hours("32:20"), everyday_hours("32-36")
    ('32', '32.50', None, None)
    """
    bare = " ".join(value.split())
    if match := _A_WEEK.fullmatch(bare):
        return match[1]
    if (match := _ON_A_CLOCK.fullmatch(bare)) and int(match[2]) % 3 == 0:
        return f"{int(match[1])}.{int(match[2]) * 5 // 3:02d}"
    return None


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
    """A cao by its key or its name, with or without `cao`; None where none, or more than one, is meant.

    A name that is only near is another one: the cao of `Gemeente` is not that of `Gemeenten`.
    """
    return _scheme_names(book).get(_bare(value)) or None


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


def _caos_in(name: str) -> list[str]:
    """The caos that one scheme is of, without what stands behind them between brackets.

    >>> _caos_in("Cao Gemeenten en Cao SGO (art. 2.9)"), _caos_in("VNG (eigen stagiairs)")
    (['Cao Gemeenten', 'Cao SGO'], [])
    """
    bare = re.sub(r"\(.*?\)", " ", name)
    return re.split(r" en (?=Cao )", bare.strip()) if bare.startswith("Cao ") else []


_held: dict[str, Mapping[str, str]] = {}


def _scheme_names(book: RuleBook) -> Mapping[str, str]:
    """Plain name -> key; an empty key where two schemes share the name."""
    if book.hash not in _held:
        found: dict[str, str] = {}
        for key, scheme in book.schemes.items():
            for name in {_bare(key), _bare(scheme.name), *map(_bare, _caos_in(scheme.name))}:
                found[name] = key if found.get(name, key) == key else ""
        _held.clear()
        _held[book.hash] = found
    return _held[book.hash]
