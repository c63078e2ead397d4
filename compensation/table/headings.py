"""The heading of a column as people write it, recognised: by our own name, by an everyday one, or by one that is near.

A heading may say more than a name: that an amount is per month, in euros, or how a date is written. A period in it
is an answer to "per what?"; the rest is left aside. What is exact or an everyday name is sure; what is only near is
asked, and so is what says something else (netto, retour, totaal).

>>> from compensation import load_rulebook
>>> found = recognised("Stagevergoeding p.m. (EUR)", load_rulebook())
>>> found.column, found.how, dict(found.constants)
('offer.allowance.amount', 'alias', {'offer.allowance.per': 'month'})
>>> recognised("Uren p/w", load_rulebook()).column, recognised("Stagevergoedng", load_rulebook()).how
('hours_per_week', 'similar')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml
from rapidfuzz import fuzz, process

from compensation.rulebook import RuleBook
from compensation.rulebook.words import spelled
from compensation.table.catalog import Catalog, catalog_of, plain
from compensation.table.composed import PAY, PAY_PER

EXACT, ALIAS, SIMILAR, VALUES, MAPPING = "exact", "alias", "similar", "values", "mapping"
#: How near a name must be to be asked about: a letter or two.
_NEAR = 86
_SHORTEST, _MOST_LETTERS = 5, 2
#: What a heading says of a period, as whole words of its spelled form.
PERIODS = (
    ("month", re.compile(r"\b(?:per |p |/ ?|a )?(?:maand|mnd|maandelijks|month|monthly)\b|\bp ?m\b")),
    ("four_weeks", re.compile(r"\b(?:per )?(?:4|vier) (?:weken|wkn)\b|\bfour weeks\b")),
    ("week", re.compile(r"\b(?:per |p |/ ?)?(?:week|wk|wekelijks|weekly)\b|\bp ?w\b")),
    ("day", re.compile(r"\b(?:per |p |/ ?)?(?:dag|day|daily|dagelijks)\b|\bp ?d\b")),
    ("hour", re.compile(r"\b(?:per |p |/ ?)?(?:uur|hour|hourly)\b|\bp ?u\b")),
    ("year", re.compile(r"\b(?:per |p )?(?:jaar|year|jaarlijks)\b|\bp ?j\b")),
)
#: What says nothing about what a column holds.
_FILLER_WORDS = """
    de het een van voor in op bij en eur euro euros bruto bedrag verplicht dd mm jj jjjj yyyy student studenten stagiair
    stagiairs leerling deelnemer bpv opgave invullen a u b aub the of gross nl
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
#: What words are shortened to above a narrow column.
_IN_FULL = {"verg": "vergoeding", "stageverg": "stagevergoeding", "reisk": "reiskosten", "onk": "onkosten"}
_IN_FULL |= {"begindat": "begindatum", "startdat": "startdatum", "einddat": "einddatum"}
#: That something else is not in an amount says nothing of the amount.
_WITHOUT = re.compile(
    r"\b(?:excl|exclusief|zonder|excluding|without|ex) (?:reiskosten|onkosten|reiskostenvergoeding|reis|vakantiegeld|"
    r"vakantietoeslag|vakantiebijslag|btw|travel(?: costs| expenses)?|expenses|holiday (?:pay|allowance))\b"
)
#: That travel or other costs are in an amount makes it one that covers them.
_INCLUDING = re.compile(
    r"\b(?:incl|inclusief|including|met|plus) (?:reiskosten(?:vergoeding)?|onkosten(?:vergoeding)?|reis|"
    r"travel(?: costs| expenses)?|expenses)\b"
)
#: Words that turn a name into another thing: an amount after tax, both ways, a sum, of another person.
_OTHERWISE = re.compile(
    r"\b(?:netto|net|retour|totaal|totale|total|jaartotaal|heen en terug|maximaal|max|school|oud|vorig)\b"
)
#: Words that make one of two bounds of an amount.
_A_BOUND = re.compile(r"\b(?:van|vanaf|tot|min|minimaal|minimum|minstens|from|to|up to)$")
_AMOUNT_PERIODS = {"offer.allowance.amount": "offer.allowance.per", "offer.wage.amount": "offer.wage.per"}
_IN_ONE_WORD = {"uur": "hour", "dag": "day", "week": "week", "maand": "month"}
_PAY_WORD = re.compile(r"^(?:bruto)?(uur|dag|week|maand)(?:vergoeding|loon|salaris)$")


@dataclass(frozen=True)
class Recognised:
    """What a heading means: a column of ours, how it was found, and what it says besides."""

    column: str
    how: str
    constants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sure(self) -> bool:
        """Whether it needs no question."""
        return self.how in (EXACT, ALIAS, MAPPING)


def recognised(heading: str, book: RuleBook, *, near: bool = True) -> Recognised | None:
    """The column of ours that a heading names, None when it names none; `near`: also by a name that is only like it."""
    catalog = catalog_of(book)
    bare = re.sub(r"[*:]+$", "", heading.strip())
    name = catalog.canonical_name(bare) or _squeezed_names(catalog).get(_squeezed(bare))
    if name is not None:
        return Recognised(name, EXACT)
    words = spelled_heading(heading)
    if found := _everyday(words, _squeezed_names(catalog)):
        return found
    if (without := _INCLUDING.sub(" ", words)) != words:
        found = _everyday(" ".join(without.split()), _squeezed_names(catalog))
        return found and Recognised(
            found.column, SIMILAR, MappingProxyType({**found.constants, **all_in(found.column, words)})
        )
    return _near(words) if near and not is_a_number(heading) else None


def all_in(column: str, words: str) -> dict[str, str]:
    """What a heading of pay says of costs that are in it."""
    paid = column in _AMOUNT_PERIODS or column == PAY
    return {"offer.includes_expenses": "true"} if paid and _INCLUDING.search(words) else {}


def spelled_heading(heading: str) -> str:
    """A heading as it is compared: `spelled`, signs between words as spaces, without what is not in an amount."""
    words = spelled(
        re.sub(r"\bhrs?\b", "hours", heading.replace("/", " / "), flags=re.IGNORECASE)
        .replace(".", " ")
        .replace("_", " ")
        .replace("%", " procent ")
    )
    return " ".join(_WITHOUT.sub(" ", " ".join(_IN_FULL.get(word, word) for word in words.split())).split())


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", plain(name))


_squeezed_of: dict[int, tuple[Catalog, Mapping[str, str]]] = {}


def _squeezed_names(catalog: Catalog) -> Mapping[str, str]:
    """Our own names without dots and lines; without those that two columns would share then."""
    held = _squeezed_of.get(id(catalog))
    if held is None:
        found: dict[str, str | None] = {}
        for name, column in catalog.names.items():
            key = _squeezed(name)
            found[key] = column if found.get(key, column) == column else None
        held = _squeezed_of[id(catalog)] = catalog, {key: column for key, column in found.items() if column is not None}
    return held[1]


def _everyday(heading: str, own: Mapping[str, str]) -> Recognised | None:
    sure, asked = _tables()
    otherwise, bound = bool(_OTHERWISE.search(heading)), bool(_A_BOUND.search(heading))
    for words, period in _readings(heading):
        column = sure.get(words) or own.get(words) or asked.get(words)
        if column is None:
            continue
        said = constants_in(column, period, words)
        if said is None:
            continue
        a_week = column == "hours_per_week" and period == "week"  # that is what was asked of hours
        how = SIMILAR if (words in asked and words not in sure and not a_week) or otherwise else ALIAS
        how = SIMILAR if bound and column.endswith(".amount") else how
        return Recognised(column, how, MappingProxyType(said))
    return None


@lru_cache(maxsize=4096)
def _near(heading: str) -> Recognised | None:
    sure, asked = _tables()
    for words, period in _readings(heading):
        if len(words) < _SHORTEST:
            continue
        best = process.extractOne(words, [*sure, *asked], scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best is not None and abs(len(best[0]) - len(words)) <= _MOST_LETTERS:
            column = sure.get(best[0]) or asked[best[0]]
            said = constants_in(column, period, best[0])
            if said is not None:
                return Recognised(column, SIMILAR, MappingProxyType(said))
    return None


def _readings(heading: str) -> list[tuple[str, str | None]]:
    """A heading as words: whole, without what says nothing, and without its period; joined together."""
    period = next((period for period, pattern in PERIODS if pattern.search(heading)), None)
    without = heading
    for _, pattern in PERIODS:
        without = pattern.sub(" ", without)
    found: list[tuple[str, str | None]] = []
    for text, said in ((heading, None), (_filled_out(heading), None), (_filled_out(without), period)):
        words = "".join(text.split())
        if words and (words, said) not in found:
            found.append((words, said))
    return found


def _filled_out(heading: str) -> str:
    return " ".join(word for word in heading.split() if word not in _FILLERS)


def constants_in(column: str, period: str | None, words: str) -> dict[str, str] | None:
    """What a heading says besides its column; None when a period in it does not go with that column."""
    if in_word := _PAY_WORD.match(words):
        period = period or _IN_ONE_WORD[in_word[1]]
    if period is None:
        return {}
    if column in _AMOUNT_PERIODS and period != "year":
        return {_AMOUNT_PERIODS[column]: period}
    if column == PAY and period not in ("year", "day"):
        return {PAY_PER: period}
    if column.startswith("offer.reimburse.") and period in ("month", "week", "day"):
        return {column.replace(".amount", ".per"): period}
    if column in ("hours_per_week", "workdays"):
        return {} if period == "week" else None
    return None


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Everyday names without their spaces: those that are sure, and those that are asked."""

    def table(names: Mapping[str, str]) -> dict[str, str]:
        pairs = ((column, spelled_heading(name)) for column, listed in names.items() for name in listed.split(","))
        return {"".join(words.split()): column for column, words in pairs}

    listed = yaml.safe_load(Path(__file__).with_name("headings.yaml").read_text(encoding="utf-8"))
    return table(listed["sure"]), table(listed["asked"])


# ---------------------------------------------------------------- what is none of ours, and may not be left aside

#: Parts of words by which a heading says that it is about pay, hours, days, the route, travel or a cao.
_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "pay",
        re.compile(
            r"vergoed|loon|salaris|toeslag|beta(?:al|ling)|bedrag|onkost|kosten|uitkering|premie|bonus|"
            r"gage\b|stipend|geld\b|inhouding|aftrek|deduct|tarief|beurs\b|honorarium|inkomst|verdien|netto|bruto|krijgt|ontvangt|beloning|"
            r"wage|salary|pay\b|paid\b|payment|allowance|income|earning|compensat|remunerat|reimburs|eur\b|euro"
        ),
    ),
    ("hours", re.compile(r"\buren|\buur|uren\b|hours|\bhrs?\b")),
    ("dates", re.compile(r"datum|\bbegin|\beind|\bstart|periode\b|looptijd|\bdates?\b")),
    ("route", re.compile(r"leerweg|\broute\b|\bbol\b|\bbbl\b")),
    ("travel", re.compile(r"\breis|vervoer|\bkm\b|kilometer|afstand|\bov\b|travel|distance")),
    ("cao", re.compile(r"\bcaos?\b|\bcla\b|collective|arbeidsvoorwaard")),
    ("pay", re.compile(r"hoeveel")),
)
#: What is bought for a student, or kept from one: with amounts below it, it is money.
_OF_MONEY = re.compile(
    r"abonnement|trein|parke(?:er|ren)|maaltijd|lunch|inwoning|huisvesting|\b13e\b|dertiende|kleding|schoen|cadeau|"
    r"gratificatie|attentie|\bvog\b|boeken|laptop|gereedschap|verzekering|pensioen|provisie|commissie|fooi|eindejaar|kerstpakket|"
    r"declaratie|scholing|cursus|les ?geld|voorziening|korting|meals?\b|parking|housing|clothing|rent\b|gift"
)
#: What says something of ours in a way that we do not read: it is asked about where we have it from nowhere else.
_IN_ANOTHER_WAY: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "hours_per_week": ("hours", re.compile(r"\bfte\b|werktijd|part ?time|deeltijd|\bomvang")),
        "end": ("dates", re.compile(r"\bweken\b|\bweeks\b|\bduur\b|looptijd|\bmaanden\b")),
        "birth_date": ("dates", re.compile(r"\bleeftijd\b|\bage\b")),
    }
)
_NOT_ABOUT = re.compile(
    r"kostenplaats|kostendrager|kostensoort|reisbureau|loonheffingsnummer|loonbelastingnummer|betaalwijze|"
    r"loonbedrijf|uurwerk|iban|"
    r"rekeningnummer|mutatiedatum|invoerdatum|datum invoer|datum ondertekend|printdatum|exportdatum|"
    r"peildatum|aanmaakdatum|datum mutatie|"
    r"datum invulling|datum wijziging|wijzigingsdatum|ondertekend|startkwalificatie|kantoor|loondienst"
)
_PEOPLE = (
    r"(?:studente?|leerlinge?|deelnem(?:er|ster)|stagiaire?|bbl ?er|cursist|medewerk(?:er|ster)|werknem(?:er|ster)|"
    r"kandidaat|persoon|stagelop(?:er|ster)|praktikant|pupil|trainee)s?(?: e)?"
)
_NAMES = (
    r"(?:(?:volledige |eigen |officiele )?naam|voor en achternaam|voornaam achternaam|achternaam voornaam|"
    r"(?:voor|achter|roep|geboorte|meisjes) ?na(?:am|men)|tussenvoegsels?|voorvoegsels?|voorletters?|initial(?:s|en)|"
    r"(?:first |last |full |given |family |middle )?names?|surname|adres|address|straat(?:naam)?|huisnummer|postcode|"
    r"woonplaats|woonadres|geboorteplaats|place of birth)"
)
_WITH_A_STUDENT = r"(?:stage|praktijk|school|bpv|werk|studieloopbaan) ?"
_OF_A_PERSON = re.compile(
    rf"^(?:wie|{_PEOPLE}|{_NAMES}(?: (?:en|and|plus) {_NAMES})*(?: (?:van |of )?(?:de |het |the )?{_PEOPLE}| prive)?|"
    rf"{_PEOPLE} ?{_NAMES}|supervisor|tutor|slb ?er|slb|leidinggevende|teamleider|afdelingshoofd|manager|"
    rf"(?:naam )?(?:{_WITH_A_STUDENT})?(?:begeleider|opleider|docent|mentor|coach)(?: .*)?)$|"
    r"\b(?:e ?mail(?:adres)?|mail(?:adres)?|telefoon(?:nummer|nr)?|tel(?: ?nr)?|mobiel(?:e nummer|nummer)?|phone|"
    r"mobile|iban|(?:bank)?rekening(?:nummer|nr)|bankrekening|banknummer|bank account|contactpersoon)\b"
)
_OF_AN_EMPLOYER = re.compile(
    r"\b(?:werkgever|bedrijf|lid|leden|organisatie|instelling|onderneming|employer|company|member)|bedrijf$|organisatie$"
)
_MONTH = re.compile(
    r"(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|sept|okt|nov|dec|januari|februari|maart|april|juni|juli|augustus|"
    r"september|oktober|november|december|january|february|march|may|june|july|august|october|oct|mar)(?: \d{2,4})?"
)
#: One bare word of time says what is counted, not what is paid.
_ONE_TIME = re.compile(r"uur|dag|week|jaar|hour|day|year")
_A_NUMBER = re.compile(
    r"(?:nr|num|nummer|number|code|id|jaar|year)\b|\b(?:no|kvk|crebo|croho|klas|groep|cohort|leeftijd|age|week|"
    r"niveau|aantal|lijn|postcode|telefoon|tel|vestiging|versie|plaats|ec|ects|studiepunten|sbi|agb|brin)\b"
)
_PERSONAL_NUMBER = re.compile(r"\bbsn\b|burgerservice|sofi|personal number|citizen service")


def about(heading: str) -> str | None:
    """What a heading seems to be about (pay, hours, dates, route, travel, cao); None for one of its own."""
    words = spelled_heading(heading)
    if _NOT_ABOUT.search(words):
        return None
    if "€" in heading:
        return "pay"
    return next((subject for subject, pattern in _ABOUT if pattern.search(words)), None)


def of_money(heading: str) -> bool:
    """Whether a heading names what is bought for a student, or kept from one.

    >>> of_money("Treinabonnement"), of_money("Werkkleding"), of_money("Kledingmaat"), of_money("Pensioennummer")
    (True, True, False, False)
    """
    words = spelled_heading(heading)
    return bool(_OF_MONEY.search(words)) and not re.search(r"maat\b|niveau", words) and not is_a_number(heading)


_PLACEMENTS = re.compile(
    r"(?:aantal|number of|no of)(?: (?:bol|bbl|hbo|mbo|wo))*(?: ?(?:stage|bpv|leer)?(?:plaatsen|plekken|plaats)|"
    r" stages?| stagiair(?:e?s|es)?| studente?n?| leerlingen| deelnemers| personen| placements| interns| students)?|"
    r"headcount"
)


def counts_placements(heading: str) -> bool:
    """Whether a heading counts placements or students.

    >>> counts_placements("Aantal stagiairs"), counts_placements("Aantal dagen")
    (True, False)
    """
    return _PLACEMENTS.fullmatch(spelled_heading(heading)) is not None


def in_another_way(heading: str, known: Collection[str]) -> str | None:
    """What a heading is about that says in another way what no known column says: an FTE, so many weeks, an age.

    >>> in_another_way("FTE", ["start"]), in_another_way("FTE", ["hours_per_week"])
    ('hours', None)
    """
    words = spelled_heading(heading)
    told = ((subject, pattern) for column, (subject, pattern) in _IN_ANOTHER_WAY.items() if column not in known)
    return next((subject for subject, pattern in told if pattern.search(words)), None)


def says_only_a_time(heading: str) -> bool:
    """Whether a heading is no more than a time: `per maand`, `p/w`, or a month as payrolls have one in each column."""
    words = spelled_heading(heading)
    if not words or _ONE_TIME.fullmatch(words):
        return False
    for _, pattern in PERIODS:
        words = pattern.sub(" ", words)
    return not _filled_out(words) or _MONTH.fullmatch(_filled_out(words)) is not None


def is_a_month(heading: str) -> bool:
    """Whether a heading is a month, as payrolls have one in each column.

    >>> is_a_month("Januari 2026"), is_a_month("mrt-26"), is_a_month("Per maand")
    (True, True, False)
    """
    return _MONTH.fullmatch(_filled_out(spelled_heading(heading.replace("-", " ").replace("'", " ")))) is not None


def is_a_number(heading: str) -> bool:
    """Whether a heading says that numbers below it are no amounts: of a student, a year, a class.

    >>> is_a_number("Studentnr"), is_a_number("Student no."), is_a_number("Stipendium")
    (True, True, False)
    """
    return bool(_A_NUMBER.search(spelled_heading(heading)))


def of_a_person(heading: str) -> bool:
    """Whether a heading names people or where to reach them."""
    return bool(_OF_A_PERSON.search(spelled(heading)))


def of_an_employer(heading: str) -> bool:
    """Whether a heading is about the one who offers the placement."""
    return bool(_OF_AN_EMPLOYER.search(spelled(heading)))


def of_a_personal_number(heading: str) -> bool:
    """Whether a heading says that a citizen's number is below it."""
    return bool(_PERSONAL_NUMBER.search(spelled(heading)))
