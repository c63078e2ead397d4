"""What a tab keeps of a draft: it comes back as it was, and what is damaged or hostile is refused, whole and calmly."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random

import pytest

from compensation import load_rulebook
from compensation.ui.calculator.form.changes import lay_out
from compensation.ui.calculator.form.reading import read
from compensation.ui.parts.kept import LONGEST, DamagedError, kept_draft, kept_text
from compensation.ui.parts.state import Before, Draft, Where
from compensation.ui.shell.examples import examples
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.ui.form_app import Form, first_answer, saved

BOOK = load_rulebook()
HALF = {
    "route": "bbl",
    "birth_date": "2007-08-20",
    "start": "2026-02-02",
    "hours_per_week": "32",
    "workdays": ["mon", "tue"],
    "cao": {"status": "applies", "amount": {"per": "month"}},
    "travel": [{"mode": "own_vehicle"}, {}],
    "costs": [{"kind": "tools", "required_by": ""}, {"kind": "clothing", "amount": "85", "from": ""}],
    "closed": [{}, {"from": "2026-04-27", "to": "", "paid": False}],
    "offer": {"wage": {"amount": ""}, "employment_contract": True},
    "changes": [{}, {"from": "2026-05-01", "hours_by_day": {"mon": "8", "tue": ""}, "study_year": 2}],
    "placement_test": {"learning_goals": True},
}
UNREAD = {
    "birth_date": "birth:31-02-2008",
    "closed.1.to": "day:ooit",
    "costs.1.amount": "amount.2:tachtig",
    "changes.1.hours_by_day.tue": "amount.2:1.234",
    "offer.wage.amount": "amount.2:veel geld",
}


def same(draft: Draft) -> Draft:
    text = kept_text(draft)
    assert text is not None
    kept = kept_draft(text, BOOK)
    assert kept.gone == 0
    return kept.draft


@pytest.mark.parametrize("seed", range(150))
def test_a_placement_comes_back_as_it_was(seed):
    draft = Draft()
    draft.replace(saved(random_placement(Random(seed), load_data())))
    lay_out(draft)
    assert same(draft).placement == draft.placement


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_comes_back_with_the_same_answer(example):
    draft = Draft()
    draft.replace(example.placement)
    lay_out(draft)
    assert read(same(draft), BOOK).placement == read(draft, BOOK).placement is not None


def test_half_a_placement_and_what_could_not_be_read_come_back():
    draft = Draft(deepcopy(HALF), dict(UNREAD), generation=7, before=Before({"route": "bol"}, {}, "example"))
    found = same(draft)
    assert (found.placement, found.unread, found.generation) == (HALF, UNREAD, 7)
    assert found.before == draft.before


def test_where_readers_were_in_the_questions_comes_back_and_that_there_are_no_costs():
    draft = Draft({"route": "bol", "costs": []})
    draft.where = {
        "student": Where("costs.1", "more", False, ("days", "costs.1")),
        "employer": Where("*folded", "first"),
    }
    back = same(draft)
    assert (back.where, back.placement) == (draft.where, draft.placement)
    draft.replace({"route": "hbo"})
    assert draft.where == {}, "another placement begins anew"


def test_a_text_without_end_is_kept_in_part_and_takes_nothing_with_it():
    found = same(Draft({"route": "bol"}, {"hours_per_week": "amount.2:" + "9x" * 50_000}))
    assert found.placement == {"route": "bol"}
    assert found.unread["hours_per_week"].startswith("amount.2:9x9x")


def test_nothing_said_is_nothing_kept_and_what_was_wiped_is_not_either():
    assert kept_text(Draft()) is None
    assert kept_text(Draft(before=Before({"birth_date": "2007-08-20"}, {}, "anew"))) is None
    assert "2007" not in (kept_text(Draft({"route": "bol"}, before=Before(HALF, {}, "anew"))) or "")


def damaged(**change):
    whole = json.loads(kept_text(Draft({"route": "bol"})) or "")
    return json.dumps(whole | change)


WHERE = {"at": "days", "way": "first", "whole": False, "seen": ["days"]}
DEEP = "[" * 100_000
HOSTILE = {
    "no_json": "x",
    "empty": "",
    "cut_off": (kept_text(Draft(HALF)) or "")[:-9],
    "a_list": "[]",
    "null": "null",
    "deep": DEEP,
    "long": damaged(placement={"id": "x" * LONGEST}),
    "twice": '{"layout":1,"layout":1}',
    "huge_number": damaged(generation=10**400),
    "other_layout": damaged(layout=2),
    "other_version": damaged(passend=99),
    "no_placement": damaged(placement=None),
    "placement_list": damaged(placement=[1]),
    "unread_list": damaged(unread=[]),
    "generation": damaged(generation=True),
    "negative": damaged(generation=-1),
    "fresh": damaged(fresh="no"),
    "before": damaged(before={"placement": {"route": "x"}, "unread": {}, "why": "link"}),
    "before_why": damaged(before={"placement": {}, "unread": {}, "why": "<script>"}),
    "unread_path": damaged(unread={"__class__": "amount.2:x"}),
    "unread_word": damaged(unread={"route": "amount.2:x", "hours_per_week": "x:y"}),
    "unread_long": damaged(unread={"hours_per_week": "2:" + "9" * 500}),
    "where_list": damaged(where=[]),
    "where_reader": damaged(where={"bank": WHERE}),
    "where_at": damaged(where={"student": WHERE | {"at": "<b>"}}),
    "where_way": damaged(where={"student": WHERE | {"way": ["first"]}}),
    "where_whole": damaged(where={"student": WHERE | {"whole": 1}}),
    "where_seen": damaged(where={"student": WHERE | {"seen": ["days"] * 101}}),
    "where_more": damaged(where={"student": WHERE | {"x": 1}}),
    "unread_object": damaged(unread={"hours_per_week": {"a": 1}}),
} | {
    f"placement_{number}": damaged(placement=placement)
    for number, placement in enumerate(
        (
            {"route": "mbo"},
            {"route": ["bol"]},
            {"route": {"bol": 1}},
            {"foo": 1},
            {"__proto__": {}},
            {"": ""},
            {"start": "2026-2-3"},
            {"start": "2026-02-30"},
            {"start": 20260202},
            {"hours_per_week": "NaN"},
            {"hours_per_week": "1e9"},
            {"hours_per_week": "٣٢"},
            {"hours_per_week": -1},
            {"hours_per_week": True},
            {"hours_per_week": 12345678},
            {"workdays": "mon"},
            {"workdays": ["ma"]},
            {"workdays": [["mon"]]},
            {"hours_by_day": {"mon": "x"}},
            {"hours_by_day": {"ma": "8"}},
            {"cao": "horeca"},
            {"cao": ["x"]},
            {"cao": {"status": "applies", "x": 1}},
            {"sector": 3},
            {"costs": {"kind": "vog"}},
            {"costs": [{"amount": "3"}]},
            {"costs": ["vog"]},
            {"costs": [{"kind": "vog"}] * 101},
            {"travel": "none"},
            {"travel": [{"mode": "none"}] * 5},
            {"travel": {"mode": "rocket"}},
            {"changes": [{"from": "2026-05-01"}] * 25},
            {"changes": [[]]},
            {"closed": [{"from": 1}]},
            {"closed": [{"until": "2026-05-01"}]},
            {"closed": "x"},
            {"study_year": "2"},
            {"study_year": 7},
            {"offer": {"includes_expenses": "yes"}},
            {"offer": {"wage": "7"}},
            {"id": "a\nb"},
        )
    )
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_damaged_or_hostile_is_refused(name):
    with pytest.raises(DamagedError):
        kept_draft(HOSTILE[name], BOOK)


def test_what_the_rules_of_now_do_not_know_is_left_out_and_counted():
    placement = {
        "route": "bol",
        "sector": "ruimtevaart",
        "hours_per_week": "32",
        "cao": {"status": "applies", "scheme": "oud"},
        "costs": [{"kind": "gold", "amount": "3"}, {"kind": "clothing", "amount": ""}],
    }
    unread = {"costs.1.amount": "amount.2:veel", "hours_per_week": "amount.2:x"}
    kept = kept_draft(kept_text(Draft(placement, unread)) or "", BOOK)
    assert kept.gone == 3
    assert kept.draft.placement == {
        "route": "bol",
        "hours_per_week": "32",
        "cao": {"status": "applies"},
        "costs": [{"kind": "clothing", "amount": ""}],
    }
    assert kept.draft.unread == {"hours_per_week": "amount.2:x"}, "a text of an item that may have moved is left out"


def test_a_text_that_waits_in_a_part_that_is_gone_is_left_out():
    assert same(Draft({"route": "bol"}, {"costs.0.amount": "amount.2:x", "route.__class__": "amount.2:x"})).unread == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_no_kept_draft_breaks_the_page(seed):
    """Values that each are possible, in a combination that no form makes."""
    random = Random(seed)
    placement = deepcopy(HALF)
    for _ in range(4):
        placement.pop(random.choice(list(placement)), None)
    placement["route"] = random.choice(["bol", "bbl", "hbo", "wo", "dual"])
    form = Form("student" if seed % 2 else "employer")
    draft = kept_draft(kept_text(Draft(placement, dict(UNREAD))) or "", BOOK).draft
    held = form.draft
    held.placement, held.unread, held.generation = draft.placement, draft.unread, 5
    form.app.run()
    assert not form.app.exception
    assert "Er ging iets mis" not in form.told()


# ---------------------------------------------------------------- back to what was there


def undo(form: Form) -> Form:
    form.app.button(key="undo").click().run()
    assert not form.app.exception
    return form


def test_after_an_example_ones_own_answers_can_be_put_back():
    form = first_answer(hours_per_week="24")
    form.app.switch_page("compensation/ui/shell/start.py").run()
    form.app.button(key="start.hbo_no_cao").click().run()
    assert form.draft.get("route") == "hbo"
    form.app.switch_page("compensation/ui/shell/start.py").run()
    form.app.button(key="start.all_in").click().run()
    assert form.draft.before.why == "example"
    form.app.switch_page("compensation/ui/calculator/student.py").run()
    undo(form)
    assert form.draft.get("hours_per_week") == "24", "not those of the first example"
    undo(form)
    assert form.draft.get("offer.includes_expenses") is True, "and there again"


def test_after_beginning_anew_the_answers_can_be_put_back_for_as_long_as_the_visit_lasts():
    form = first_answer().fill(hours_per_week="tweeëndertig")
    form.press_key("save.employer.anew")
    assert not form.draft.says and kept_text(form.draft) is None
    undo(form)
    assert form.field("hours_per_week").value == "tweeëndertig"
    assert form.field("route").value == "bol"


def test_an_empty_form_and_an_example_as_it_came_leave_nothing_to_put_back():
    form = Form("student")
    form.app.switch_page("compensation/ui/shell/start.py").run()
    for name in ("hbo_no_cao", "all_in"):
        form.app.switch_page("compensation/ui/shell/start.py").run()
        form.app.button(key=f"start.{name}").click().run()
        assert form.draft.before is None
