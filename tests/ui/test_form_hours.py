"""Hours that differ from day to day, and impossible ones."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.form_app import BASIC, Form, counted, first_answer


def test_hours_of_each_day_begin_with_an_even_part_and_make_a_week():
    form = first_answer(by_day=True)
    assert [form.field(f"hours_by_day.{day}").value for day in BASIC["workdays"]] == ["8"] * 4
    form.fill(hours_by_day__thu="5,5")
    assert any("29,5 uur per week" in caption.value for caption in form.app.caption)
    data = counted(form)
    assert data["hours_by_day"] == {"mon": "8", "tue": "8", "wed": "8", "thu": "5.5"}
    assert not data.keys() & {"hours_per_week", "workdays"}


def test_a_day_without_hours_is_still_needed_and_says_so():
    form = first_answer(by_day=True).fill(workdays=["mon", "fri"])
    assert form.field("hours_by_day.fri").value == ""
    assert "de uren op elke dag" in form.told()
    form.fill(hours_by_day__fri="4")
    assert counted(form)["hours_by_day"] == {"mon": "8", "fri": "4"}


def test_the_way_back_keeps_the_days_and_the_sum():
    form = first_answer(by_day=True).fill(hours_by_day__thu="5,5", by_day=False)
    assert form.field("hours_per_week").value == "29,50"
    assert form.field("workdays").value == BASIC["workdays"]
    assert "hours_by_day" not in form.draft.placement


def test_hours_that_do_not_divide_are_left_to_the_person():
    form = first_answer().fill(workdays=["mon", "tue", "wed"], hours_per_week="32", by_day=True)
    assert form.field("hours_by_day.mon").value == ""


def test_a_day_whose_hours_cannot_be_read_stays():
    form = first_answer(by_day=True).fill(hours_by_day__mon="acht")
    assert form.field("workdays").value == BASIC["workdays"]
    assert form.field("hours_by_day.mon").value == "acht"
    assert "geen aantal uren" in form.app.error[0].value


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"workdays": ["mon"], "hours_per_week": "60"}, "meer dan 24 uur op een dag"),
        ({"start": date(2026, 2, 7), "end": date(2026, 2, 8)}, "geen van deze dagen"),
        ({"by_day": True, "hours_by_day__mon": "25"}, "ten hoogste 24"),
        ({"by_day": True, "hours_by_day__mon": "0"}, "meer dan 0"),
    ],
)
def test_what_cannot_be_is_told_at_the_field(answers, said):
    form = first_answer()
    for name, value in answers.items():
        form.fill(**{name: value})
    assert said in form.app.error[0].value.replace("\\", "")


def test_a_file_with_hours_by_day_opens_with_its_days():
    form = Form(v="2", route="bol", start="2026-02-02", end="2026-07-03", dayhours="mon~8~wed~5.5")
    assert form.field("workdays").value == ["mon", "wed"]
    assert form.field("hours_by_day.wed").value == "5,50"
