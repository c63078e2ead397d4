"""What keeps the answers of the form: another language or page, a saved file, the draft itself."""

from __future__ import annotations

import json

import pytest

from compensation import load_rulebook
from compensation.ui.calculator.save import FileFaultError, placement_file, read_file
from compensation.ui.parts.state import Draft
from tests.ui.form_app import BASIC, Form, first_answer

BOOK = load_rulebook()


def test_a_change_of_language_keeps_every_answer_and_writes_it_in_that_language():
    form = first_answer("student", travel__mode="own_vehicle", travel__distance_km="12,5")
    form.app.button(key="language_en").click().run()
    english = Form("student", "en", app=form.app)
    assert english.field("travel.distance_km").value == "12.5"
    assert english.field("route").value == "bol"
    assert english.app.title[0].value == "Do you get what you should?"


def test_a_change_of_page_keeps_every_answer_also_one_that_cannot_be_read():
    form = first_answer("student", travel__mode="own_vehicle", travel__distance_km="1.250")
    form.app.switch_page("compensation/ui/rules/regels.py").run()
    form.app.switch_page("compensation/ui/calculator/werkgever.py").run()
    employer = Form("employer", app=form.app)
    assert "Vul nog aan: **" in employer.told()  # the questions are folded: the answer stands without it
    employer.app.button(key="sheet_without").click().run()
    assert employer.field("travel.distance_km").value == "1.250"
    assert "kan 1250 zijn" in employer.app.error[0].value
    assert employer.draft.get("workdays") == BASIC["workdays"]


def test_next_opens_the_following_group_below_this_one():
    form = first_answer().press("next.stage")
    assert [step.proto.expanded for step in form.app.expander[:3]] == [True, True, False]
    assert not form.asks("next.stage") and form.asks("next.cao")


# ---------------------------------------------------------------- files


def test_a_saved_file_opens_as_it_was():
    data = {"route": "bbl", "start": "2026-02-02", "end": "2026-03-01", "hours_per_week": "12.5", "workdays": ["mon"]}
    data |= {
        "birth_date": "2008-03-15",
        "costs": [{"kind": "vog"}],
        "offer": {"wage": {"amount": "9.05", "per": "hour"}},
    }
    saved = placement_file(data)
    assert json.loads(saved)["passend"] == 2
    assert read_file(saved, BOOK, "nl") == data
    assert read_file(saved.replace(b'"passend": 2', b'"passend": 1'), BOOK, "nl") == data


def test_a_bare_placement_of_the_contract_opens_too():
    bare = b'{"route":"bol","start":"2026-02-02","end":"2026-03-01","hours_per_week":12.5,"workdays":["mon"]}'
    assert read_file(bare, BOOK, "en")["hours_per_week"] == "12.5"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "geen stage"),
        (b'{"passend": 9, "placement": {}}', "9"),
        (b'{"passend": true, "placement": {}}', "True"),
        (b'{"passend": 1, "placement": {"route": "bol"}}', "start"),
        (b'{"route":"bol","start":"2026-02-02","end":"2026-03-01","hours_per_week":99,"workdays":["mon"]}', "60"),
        (
            b'{"route":"bol","sector":"x","start":"2026-02-02","end":"2026-03-01","hours_per_week":9,"workdays":["mon"]}',
            "sector",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(content, said):
    with pytest.raises(FileFaultError) as refused:
        read_file(content, BOOK, "nl")
    assert said in str(refused.value)


# ---------------------------------------------------------------- the draft


def test_a_draft_keeps_paths_apart():
    draft = Draft()
    draft.put("travel.fare", "5.50")
    draft.put("costs", [{"kind": "vog"}, {"kind": "other"}])
    draft.put("costs.1.amount", "9")
    draft.unread["costs.1.amount"] = "2:x"
    draft.put_list("costs", draft.get("costs")[1:])
    assert draft.placement == {"travel": {"fare": "5.50"}, "costs": [{"kind": "other", "amount": "9"}]}
    assert draft.unread == {"costs.0.amount": "2:x"}
    assert draft.get("costs.7.amount") is None
    draft.drop("costs")
    assert draft.unread == {} and draft.get("costs") is None
