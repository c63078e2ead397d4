"""What is not asked does not count: leaving it out changes no amount, no ground and no finding."""

from __future__ import annotations

from random import Random

import pytest

from compensation import assess, load_rulebook, read_placement
from compensation.ui.calculator.form.changes import lay_out
from compensation.ui.calculator.form.counts import kept_changes, placement_data
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.ways import legs
from compensation.ui.parts.state import Draft, plain
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.ui.form_app import saved
from tests.unknown_step import with_unknown_step

BOOK = load_rulebook()
#: Shown beside what is owed, and of no weight: the worth of what the company gives in kind.
SHOWN_ONLY = ("incurred", "provided")


def answer(data):
    assessment = assess(read_placement(data), BOOK).model_dump(
        mode="json", by_alias=True, exclude={"id", "steps", "receipt", "remarks"}
    )
    for line in assessment["expenses"]:
        for name in SHOWN_ONLY:
            del line[name]
    for entry in assessment["ledger"]:
        del entry["presence_days"]  # of no weight where nothing goes by the day
    if (allowance := assessment["allowance"]) and allowance["norm"] == "0.00":
        del allowance["basis"], allowance["force"], assessment["totals"]["by_ground"]  # the ground of nothing
        assessment["findings"] = [f for f in assessment["findings"] if f["id"] != "allowance_paid"]
    return assessment


def asked_of(data):
    return Relevant(Draft(plain(data)), BOOK)


@pytest.mark.parametrize("seed", range(400))
def test_leaving_out_what_is_not_asked_changes_nothing(seed):
    data = saved(random_placement(Random(seed), load_data()))
    if data["route"] in ("bol", "hbo", "wo"):
        data.pop(
            "birth_date", None
        )  # a birthday cuts the ledger: at most a cent (docs/contract/fine_print.md#rounding)
    draft = Draft()
    draft.replace(data)
    lay_out(draft)
    kept = placement_data(draft, BOOK)
    assert answer(kept) == answer(without_what_is_of_no_use(data, Relevant(draft, BOOK)))


def without_what_is_of_no_use(data, asked):
    """What is promised of a cost that nobody owes, all-in without an allowance, a change of none of what is asked."""
    offer = dict(data.get("offer", {}))
    kinds = set(asked.reimbursable())
    offer["reimbursements"] = [item for item in offer.get("reimbursements", []) if item["kind"] in kinds]
    if "allowance" not in offer:
        offer.pop("includes_expenses", None)
    changes = [asked.draft.get(f"changes.{place}") for place in kept_changes(asked)]
    return data | {"offer": offer, "changes": changes}


BOL = {"route": "bol", "start": "2026-02-02", "end": "2026-07-03", "sector": "horeca"}


@pytest.mark.parametrize(
    ("route", "birth_date", "kind"),
    [("bol", False, True), ("hbo", False, True), ("wo", False, True), ("bbl", True, False), ("dual", True, False)],
)
def test_a_wage_asks_a_birth_date_and_an_allowance_the_kind_of_placement(route, birth_date, kind):
    asked = asked_of(BOL | {"route": route})
    assert (asked.wage, asked.allowance) == (birth_date, kind)


def test_bbl_is_asked_for_a_cao_and_for_its_name_only_where_one_changes_the_wage():
    assert asked_of(BOL | {"route": "bbl", "sector": "horeca"}).named_scheme
    bouw = asked_of(BOL | {"route": "bbl", "sector": "bouw", "cao": {"status": "applies"}})
    assert bouw.cao and bouw.cao_wage and not bouw.named_scheme


@pytest.mark.parametrize("sector", ["afbouw_hout", "bouw", "metaal"])
def test_bbl_is_asked_which_cao_where_one_has_wages_of_its_own(sector, live_book):
    data = BOL | {"route": "bbl", "sector": sector, "cao": {"status": "applies"}}
    assert Relevant(Draft(plain(data)), live_book).named_scheme


def test_a_study_year_is_asked_where_an_amount_differs_by_year():
    apotheken = {"status": "applies", "scheme": "apotheken"}
    assert asked_of(BOL | {"sector": "eerstelijnszorg", "cao": apotheken}).study_year
    assert not asked_of(BOL | {"cao": {"status": "applies", "scheme": "horeca"}}).study_year


@pytest.mark.parametrize(
    ("hours", "days", "asked"),
    [(None, None, True), ("14.5", ["mon"], True), ("15", ["mon", "tue"], False), ("40", None, False)],
)
def test_a_norm_is_asked_at_hours_at_which_the_amount_of_the_cao_is_not_known(hours, days, asked):
    answers = BOL | {"start": "2026-02-02", "cao": {"status": "applies", "scheme": "huisartsenzorg"}}
    answers |= {"sector": "eerstelijnszorg", "hours_per_week": hours, "workdays": days}
    draft = Draft(plain({name: value for name, value in answers.items() if value is not None}))
    relevant = Relevant(draft, with_unknown_step(BOOK))
    assert relevant.norm is asked
    assert relevant.amount_unknown_here is (asked and hours is not None)


def test_a_norm_is_asked_where_no_cao_gives_an_amount():
    assert asked_of(BOL | {"cao": {"status": "none"}}).norm
    assert asked_of(BOL | {"cao": {"status": "unknown"}}).norm
    assert not asked_of(BOL | {"cao": {"status": "applies", "scheme": "horeca"}}).norm
    assert not asked_of(BOL | {"cao": {"status": "applies", "amount": {"amount": "1"}}}).norm
    assert asked_of(BOL | {"sector": "bouw", "cao": {"status": "applies", "scheme": "schilders"}}).norm


def test_a_norm_that_holds_for_a_part_only_asks_for_the_rest():
    before = BOL | {"start": "2023-11-01", "cao": {"status": "applies", "scheme": "horeca"}}
    assert asked_of(before).norm


@pytest.mark.parametrize(
    ("travel", "distance", "region", "product"),
    [
        ({}, False, False, False),
        ({"mode": "own_vehicle"}, True, False, False),
        ({"mode": "public_transport", "carrier": "train"}, True, False, True),
        ({"mode": "public_transport", "carrier": "bus"}, True, True, True),
        ({"mode": "public_transport", "carrier": "bus", "fare": "3.40"}, False, False, True),
    ],
)
def test_travel_asks_what_its_price_rests_on(travel, distance, region, product):
    asked = asked_of(BOL | {"travel": travel})
    (leg,) = legs(asked.draft)
    assert (leg.distance, leg.region, asked.student_product()) == (distance, region, product)


def test_bbl_has_no_student_product():
    assert not asked_of(
        BOL | {"route": "bbl", "travel": {"mode": "public_transport", "carrier": "bus"}}
    ).student_product()


def test_free_days_matter_where_something_goes_by_the_day():
    assert not asked_of(BOL).presence
    assert asked_of(BOL | {"travel": {"mode": "own_vehicle"}}).presence
    assert not asked_of(BOL | {"travel": {"mode": "season_ticket"}}).presence
    assert asked_of(BOL | {"changes": [{"travel": {"mode": "own_vehicle"}}]}).presence
    assert asked_of(BOL | {"costs": [{"kind": "phone", "amount": "1", "per": "day"}]}).presence
    assert asked_of(BOL | {"offer": {"allowance": {"amount": "9", "per": "day"}}}).presence


def test_only_what_somebody_else_owes_can_be_paid_back():
    costs = [
        {"kind": "vog"},
        {"kind": "tools", "amount": "9", "required_by": "school"},
        {"kind": "clothing", "provided": True},
        {"kind": "protective_equipment", "amount": "9", "required_by": "school"},
        {"kind": "materials", "amount": "9", "required_by": "own_choice"},
    ]
    assert list(asked_of(BOL | {"costs": costs}).reimbursable()) == ["vog", "protective_equipment"]
