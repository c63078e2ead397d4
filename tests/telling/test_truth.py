"""What would a stranger conclude from what is said of a result, and is that true?

Read as text, for the readable cases of the contract and the situations in which something untrue was once said.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from compensation import RuleBook
from compensation.telling.answer import Answer
from compensation.telling.grounds import Rung
from compensation.telling.lines import by_rung, lines
from compensation.telling.sheet import sheet
from compensation.telling.verdicts import headline, verdicts
from compensation.texts import LANGUAGES
from tests.telling.told import CASES, answer_of, case, everywhere, money, paper, screen, terminal

WEEK: dict[str, Any] = {"hours_per_week": 36, "workdays": ["mon", "tue", "wed", "thu"]}
AUTUMN = {"start": "2026-09-01", "end": "2026-12-18", **WEEK}
#: Says that nothing is open, in either language.
ALL_PAID = ("er niets meer open", "nothing is open. Thank you")
#: Calls something a duty or a right.
CLAIMS = ("Daar heb je recht op", "heb je recht", "moet volgens", "minder dan moet", "cao: moet", "regeling: moet")


@pytest.fixture(scope="module")
def answers(live_book: RuleBook) -> list[Answer]:
    """Every readable case."""
    return [answer_of(yaml.safe_load(path.read_text(encoding="utf-8"))["placement"], live_book) for path in CASES]


# ---------------------------------------------------------------- what nobody knows


@pytest.mark.parametrize(
    ("cao", "key", "told"),
    [
        ({"status": "none"}, "headline.enough", ""),
        (None, "headline.enough_as_far_as_known", "Geldt er een cao, dan kan het loon hoger zijn"),
        ({"status": "unknown"}, "headline.enough_as_far_as_known", "Geldt er een cao, dan kan het loon hoger zijn"),
        ({"status": "applies", "scheme": "afbouw"}, "headline.enough_as_far_as_known", "Welk loon"),
        ({"status": "applies", "scheme": "afbouw", "hourly_wage": "5"}, "headline.enough", ""),
    ],
)
def test_the_minimum_is_not_called_enough_while_a_cao_may_ask_more(
    live_book: RuleBook, cao: dict[str, Any] | None, key: str, told: str
) -> None:
    data = {
        "route": "bbl",
        "sector": "afbouw_hout",
        "birth_date": "2009-03-12",
        "travel": {"mode": "none"},
        "offer": {"wage": {"amount": "20", "per": "hour"}, "employment_contract": True},
        **AUTUMN,
    }
    answer = answer_of(data if cao is None else {**data, "cao": cao}, live_book)
    assert headline(answer).key == key
    overview = paper(answer, "overview")
    for said in (terminal(answer), screen(answer, "employer"), screen(answer, "student"), overview):
        assert told in said
        assert ("kan het loon hoger zijn" in said or "Welk loon" in said) is bool(told)


# ---------------------------------------------------------------- what nobody said


def test_what_nobody_stated_is_asked_and_called_neither_paid_nor_short(live_book: RuleBook) -> None:
    answer = case(64, live_book)
    letter = paper(answer, "letter")
    assert "Ik weet nog niet of u een stagevergoeding betaalt" in letter
    assert "Ik weet nog niet of u deze kosten vergoedt: Reiskosten" in letter
    assert "niet bekend" in letter
    for told in everywhere(answer).values():
        assert "te weinig" not in told.replace("hoort aangeboden te weinig", "").lower()
        assert not any(said in told for said in ALL_PAID)
    assert "U hebt nog niet ingevuld wat u aanbiedt" in paper(answer, "overview")
    assert not verdicts(answer)


def test_what_nobody_knows_is_compared_with_nothing(live_book: RuleBook) -> None:
    """bbl wholly in 2027 at 3.00 an hour, and a train of which no fare is known: never 0.00 beside `not known`."""
    year = {"start": "2027-02-01", "end": "2027-06-30", "hours_per_week": 32, "workdays": ["mon", "tue", "wed", "thu"]}
    offer = {"wage": {"amount": "3.00", "per": "hour"}, "employment_contract": True}
    bbl = answer_of({**year, "route": "bbl", "birth_date": "2003-05-06", "offer": offer}, live_book)
    told = terminal(bbl)
    assert "Loon niet bekend – – €" in told and "Alles samen niet bekend – – €" in told
    letter = paper(bbl, "letter")
    assert "niet bekend – – ongeveer" in letter and "niet bekend € 0,00" not in letter
    train = {"mode": "public_transport", "carrier": "train", "distance_km": 30}
    paid = {"allowance": {"amount": "400"}, "complete": True}
    hbo = answer_of({**year, "route": "hbo", "travel": train, "offer": paid}, live_book)
    assert "Reiskosten (geschat) niet bekend – – €" in terminal(hbo)
    (travel,) = [one for one in sheet(hbo).lines if one.line.name == "travel"]
    assert (travel.per, travel.amount is not None) == ("average", True)  # the estimate, said as one


def test_a_cost_that_holds_an_estimate_is_about_so_much(live_book: RuleBook) -> None:
    garage = {"route": "bbl", "start": "2026-09-01", "end": "2027-07-16", **WEEK, "birth_date": "2008-11-12"}
    wage = {"offer": {"wage": {"amount": "1500", "per": "month"}}}
    assert "Over de hele periode kost dat ongeveer €" in paper(answer_of({**garage, **wage}, live_book), "overview")
    known = {**garage, "end": "2026-12-18", **wage}
    assert "Over de hele periode kost dat €" in paper(answer_of(known, live_book), "overview")


def test_a_wage_that_is_high_enough_is_so_when_nothing_is_deducted(live_book: RuleBook) -> None:
    """Rent or insurance that is kept back is not asked: the green verdict says what it rests on (X9)."""
    paid = {**AUTUMN, "route": "bbl", "birth_date": "2003-05-06", "offer": {"wage": {"amount": "16", "per": "hour"}}}
    answer = answer_of(paid, live_book)
    assert "ten minste het minimumloon, als er niets van wordt ingehouden" in screen(answer)
    assert "ten minste het minimumloon, als u er niets van inhoudt" in screen(answer, "employer")


def test_this_is_all_makes_the_same_amounts_short(live_book: RuleBook) -> None:
    answer = case(65, live_book)
    assert headline(answer).amount == Decimal("795.85")
    assert "Nog open staat: Reiskosten (€ 102,00), VOG (€ 33,85) en Telefoon (€ 20,00)" in paper(answer, "letter")
    assert "Ik weet nog niet" not in paper(answer, "letter")


def test_equipment_that_an_all_in_sum_does_not_state_is_asked_by_the_law(live_book: RuleBook) -> None:
    letter = paper(case(66, live_book), "letter")
    assert "Ik weet nog niet of u dit betaalt: Beschermingsmiddelen (€ 60,00)" in letter
    assert "Hiervoor staat nog" not in letter


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_open_is_said_only_where_all_is_stated_and_known(answers: list[Answer], lang: str) -> None:
    thanked = 0
    for answer in answers:
        totals, wage = answer.assessment.totals, answer.assessment.wage
        norms = [entry.allowance_norm for entry in answer.assessment.ledger]
        unknown = (wage is not None and wage.coverage != "all") or (wage is None and None in norms)
        thanks = any(said in paper(answer, "letter", lang) for said in ALL_PAID)
        if totals.gap or totals.not_stated or totals.estimate or unknown:
            assert not thanks
            assert headline(answer).tone != "success"
        thanked += thanks
    assert thanked > 3


@pytest.mark.slow
def test_every_amount_that_nobody_stated_is_asked_in_the_letter(answers: list[Answer]) -> None:
    asked = [answer for answer in answers if answer.assessment.totals.not_stated]
    assert len(asked) > 10
    for answer in asked:
        assert "Ik weet nog niet" in paper(answer, "letter")


# ---------------------------------------------------------------- what is not known


def test_days_of_2027_are_an_estimate_apart_with_their_date(live_book: RuleBook) -> None:
    answer = case(67, live_book)
    assert headline(answer).key == "headline.enough_as_far_as_known"
    for name, told in everywhere(answer).items():
        assert "2027" in told, name
        assert "schatting" in told.lower(), name
    letter = paper(answer, "letter")
    assert "Komt erbij vanaf 1 januari 2027 (schatting)" in letter
    assert f"ongeveer {money('3496.60')}" in letter
    assert "Voor zover de bedragen bekend zijn" in letter
    overview = paper(answer, "overview")
    for amount in ("2227.59", "3709.89", "5937.48", "5445.22"):  # known, estimate, together, the offer itself
        assert money(amount) in overview


def test_what_is_wholly_unknown_is_no_zero(live_book: RuleBook) -> None:
    answer = case(69, live_book)
    assert "Alles samen niet bekend" in terminal(answer)
    assert "Alles samen niet bekend" in paper(answer, "letter")
    assert "is hier nog niet bekend" in paper(answer, "overview")
    long_ago = {**AUTUMN, "start": "2021-02-01", "end": "2021-06-30", "route": "bol", "norm": "national"}
    early = answer_of({**long_ago, "offer": {"allowance": {"amount": "0"}}}, live_book)
    assert headline(early).key == "headline.unknown"
    for name in ("letter", "terminal"):
        assert "Alles samen niet bekend" in everywhere(early)[name]
    assert "hoort er niets" not in screen(early)


def test_a_value_that_the_user_gave_is_marked_as_given(live_book: RuleBook) -> None:
    for name, told in everywhere(case(68, live_book)).items():
        assert "ingevuld" in told and money("15.20") in told, name


@pytest.mark.parametrize("number", [53, 54, 67, 70, 71])
def test_the_fixed_wage_a_month_stands_everywhere_with_the_days_on_which_it_rises(
    number: int, live_book: RuleBook
) -> None:
    answer = case(number, live_book)
    assert answer.assessment.wage is not None
    for name, told in everywhere(answer).items():
        if name not in ("agreement", "overview", "terminal"):
            continue
        assert all(money(month.amount) in told for month in answer.assessment.wage.monthly), name


# ---------------------------------------------------------------- how hard it stands

STALE = {
    "vvt": {**AUTUMN, "route": "bol", "sector": "ouderenzorg", "cao": {"status": "applies", "scheme": "vvt"}},
    "arnhem": {
        **{**AUTUMN, "route": "hbo", "sector": "gemeenten"},
        "cao": {"status": "applies", "scheme": "gemeente_arnhem"},
    },
}


@pytest.mark.parametrize("offer", [{}, {"allowance": {"amount": "0"}}], ids=["not stated", "nothing"])
@pytest.mark.parametrize("name", STALE)
def test_an_old_amount_of_a_cao_is_probable_and_never_a_right(
    name: str, offer: dict[str, Any], live_book: RuleBook
) -> None:
    answer = answer_of({**STALE[name], "offer": offer}, live_book)
    assert answer.assessment.allowance is not None and answer.assessment.allowance.stale_since is not None
    year = str(answer.assessment.allowance.stale_since.year)
    for where, told in everywhere(answer).items():
        assert not any(claim in told for claim in CLAIMS), where
        assert "aarschijnlijk" in told, where
        assert year in told, where
    assert "laatste bedrag" in paper(answer, "letter")
    assert {verdict.tone for verdict in verdicts(answer)} <= {"warning", "info"}


def test_level_is_no_praise_where_another_level_gets_less(live_book: RuleBook) -> None:
    """Arnhem pays mbo less than hbo: an hbo student does not get less than another, and mbo does get less."""
    told = screen(answer_of({**STALE["arnhem"], "offer": {"allowance": {"amount": "0"}}}, live_book))
    assert "Jouw niveau krijgt niet minder dan een ander niveau. Een ander niveau krijgt" in told
    assert "hetzelfde bedrag" not in told
    childcare = {
        **AUTUMN,
        "route": "bol",
        "sector": "kinderopvang",
        "cao": {"status": "applies", "scheme": "kinderopvang"},
    }
    equal = screen(answer_of({**childcare, "offer": {"allowance": {"amount": "0"}}}, live_book))
    assert "dan een ander niveau" in equal and "Een ander niveau krijgt" not in equal
    assert "boven op je kosten" not in told
    alone = answer_of({**AUTUMN, "route": "bol", "offer": {"allowance": {"amount": "500"}}}, live_book)
    assert "niveau" not in screen(alone)


def test_what_a_cao_asks_above_the_law_is_not_called_law(live_book: RuleBook) -> None:
    answer = case(79, live_book)
    letter = paper(answer, "letter")
    assert "lager dan het wettelijk minimumloon" not in letter
    assert "Loon met vakantiegeld moet (wet: minimumloon, Wml) € 1.074,24 € 1.074,24 € 0,00" in letter
    assert "moet volgens de cao: de eigen cao € 449,86 € 169,92 € 279,94" in letter
    assert "onder het wettelijk minimum" not in screen(answer)
    assert "te weinig volgens de cao" in screen(answer)
    both = case(41, live_book)
    assert "waarschijnlijk" in paper(both, "letter")
    assert headline(both).tone == "warning"


def test_law_and_cao_are_two_amounts_where_both_are_short(live_book: RuleBook) -> None:
    """The hairdresser of 7.50 an hour: 4,121.36 by law, 564.01 by the cao that excludes the bbl scale."""
    hair = {
        **{"route": "bbl", "sector": "uiterlijke_verzorging", "birth_date": "2005-03-15"},
        **{"start": "2026-02-01", "end": "2026-06-30", "hours_per_week": 32},
        "workdays": ["tue", "wed", "thu", "fri"],
        "cao": {"status": "applies", "scheme": "kappers"},
        "offer": {"wage": {"amount": "7.50", "per": "hour"}},
    }
    answer = answer_of(hair, live_book)
    for told in (paper(answer, "letter"), terminal(answer), screen(answer)):
        assert money("4121.36") in told and money("564.01") in told
    assert [v.rung for v in verdicts(answer) if v.finding == "wage_minimum"] == [Rung.MUST, Rung.PROBABLY]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_for_hbo_the_pact_is_no_agreement(lang: str, live_book: RuleBook) -> None:
    answer = case(76, live_book)
    for name, told in everywhere(answer, lang).items():
        assert "afgesproken in het stagepact" not in told and "agreed in the placement pact" not in told, name
    assert {line.ground.rung for line in lines(answer)} == {Rung.MUST, Rung.FAIR}
    signed = case(78, live_book)
    assert "regionaal stagepact" in paper(signed, "letter")
    assert "regionaal stagepact" in terminal(signed)


def test_what_is_only_advised_stands_apart_from_what_must(live_book: RuleBook) -> None:
    answer = case(77, live_book)
    found = by_rung(answer)
    assert {rung: amounts.owed for rung, amounts in found.items()} == {
        Rung.MUST_BY_CAO: Decimal("800.00"),
        Rung.FAIR: Decimal("533.34"),
    }
    assert headline(answer).key == "headline.short_advice"
    assert "adviseren" in paper(answer, "letter")


@pytest.mark.slow
def test_the_rungs_add_up_and_only_what_is_fresh_must(answers: list[Answer]) -> None:
    for answer in answers:
        totals, found = answer.assessment.totals, by_rung(answer).values()
        assert sum(amounts.owed for amounts in found) == totals.owed
        assert sum(amounts.paid for amounts in found) == totals.offered
        assert sum(amounts.short for amounts in found) == totals.gap
        for line in lines(answer):
            if line.ground.rung in (Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME):
                assert line.ground.fresh and line.ground.seen is None


# ---------------------------------------------------------------- one sum, once


def test_an_all_in_letter_asks_the_same_money_once(live_book: RuleBook) -> None:
    """240 for a month over five months is 1,192.26; of 745.16 paid 118.91 goes to costs: 566.01 is short, or 447.10."""
    a = case(66, live_book).assessment
    assert a.totals.gap == Decimal("197.50") and a.expenses_total.from_all_in == Decimal("97.50")
    letter = paper(case(66, live_book), "letter")
    assert "Samen staat € 197,50 open" in letter
    assert "vergoedt de onkosten van € 97,50 apart; dan staat nog € 100,00" in letter
    for told in everywhere(case(66, live_book)).values():
        assert "-97,50" not in told and "−97,50" not in told


def test_what_is_offered_above_the_minimum_is_not_called_law(live_book: RuleBook) -> None:
    told = paper(case(67, live_book), "overview")
    assert "Loon uw eigen aanbod; ten minste € 1.473,12 € 1.944,00" in told
    assert "zonder premies WW, WIA, Whk en pensioen" in told


def test_with_an_open_cao_nothing_is_called_not_compulsory(live_book: RuleBook) -> None:
    for cao in ({"status": "unknown"}, {"status": "applies", "scheme": "architecten"}):
        answer = answer_of({**AUTUMN, "route": "bol", "sector": "bouw", "cao": cao}, live_book)
        assert headline(answer).key == "headline.owed_open"
        told = screen(answer, "employer")
        assert "hangt af van uw cao" in told
        assert "niet verplicht" not in told


def test_what_is_owed_rises_with_the_wage_and_says_why(live_book: RuleBook) -> None:
    """8% of the wage that is paid: what belongs to it is more than 8% of the minimum."""
    for told in (terminal(case(67, live_book)), screen(case(67, live_book)), paper(case(67, live_book), "letter")):
        assert "8% van het loon dat wordt betaald" in told
    assert "8% van het loon dat wordt betaald" not in terminal(case(79, live_book))
