"""One question a screen on a phone, for each reader: few actions to the first amount, and the focus never lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from compensation.telling.voice import Reader, Voice
from compensation.texts import text
from tests.e2e.calculator import PAGE_OF
from tests.e2e.helpers import Visitor

#: A tap, or a field that is typed in.
MOST_ACTIONS = 12
AMOUNT = {"nl": "€ 3", "en": "€3"}


@dataclass
class Person:
    """Somebody with a phone; every tap and every field that is typed in counts."""

    guest: Visitor
    reader: Reader
    lang: str
    done: list[str] = field(default_factory=list)

    def word(self, key: str, **values: object) -> str:
        return Voice("form", self.reader, self.lang).say(key, **values)

    def comes_in(self) -> Person:
        self.guest.open("start", lang=self.lang)
        page = PAGE_OF[self.reader]
        self.guest.main().get_by_role("link", name=text(f"start.way.{page}.go", self.lang)).first.click()
        self.guest.page.wait_for_url(f"**/{page}*")
        self.guest.settle()
        self.done.append("start")
        return self

    def taps(self, name: str, *, exact: bool = True) -> Person:
        self.guest.main().get_by_role("button", name=name, exact=exact).first.click()
        self.done.append(name)
        return self._on()

    def chooses(self, option: str) -> Person:
        return self.taps(self.word(f"choice.{option}"), exact=False)

    def types(self, name: str, value: str) -> Person:
        box = self.guest.main().get_by_role("textbox", name=self.word(f"field.{name}.label"), exact=True)
        box.fill(value)
        box.press("Enter")
        self.done.append(name)
        return self._on()

    def goes_on(self) -> Person:
        return self.taps(self.word("asking.on"))

    def _on(self) -> Person:
        self.guest.settle()
        expect(self.guest.page.locator("body")).not_to_be_focused()
        return self


def first_questions(person: Person, route: str, days: tuple[str, str] = ("mon", "thu")) -> Person:
    person.comes_in().chooses(f"route.{route}")
    person.types("start", "1-9-26").types("end", "29 jan 2027").goes_on()
    first, last = (person.word(f"choice.workdays.{day}") for day in days)
    person.taps(person.word("heading.period", start=first, end=last))
    person.types("contract_hours" if route == "bbl" else "hours_per_week", "32").goes_on()
    return person


@pytest.mark.parametrize(("reader", "lang", "route"), [("employer", "nl", "bol"), ("student", "en", "hbo")])
def test_a_first_amount_takes_few_actions_and_then_the_questions_fold(visitor, reader, lang, route):
    person = first_questions(Person(visitor(width=375, height=667, phone=True), reader, lang), route)
    expect(person.guest.main().get_by_role("heading", name=person.word("asking.review"))).to_be_visible()
    assert person.guest.axe() == [] and person.guest.sideways() <= 0
    person.taps(person.word("asking.to_answer"))
    assert AMOUNT[lang] in person.guest.words()
    assert len(person.done) <= MOST_ACTIONS, person.done
    expect(person.guest.main().get_by_role("button", name=person.word("asking.folded"))).to_be_visible()
    assert person.guest.errors == []


def test_a_bbl_employer_gives_the_date_of_birth_too_and_changes_an_answer_where_it_stands(visitor):
    person = Person(visitor(width=375, height=667, phone=True), "employer", "nl")
    first_questions(person, "bbl", days=("tue", "sat"))  # a garage, or a hairdresser
    person.types("birth_date", "12-11-08").goes_on().taps(person.word("asking.to_answer"))
    assert "€" in person.guest.words()
    assert len(person.done) <= MOST_ACTIONS, person.done
    person.taps(person.word("asking.folded")).taps(person.word("question.days"), exact=False)
    hours = person.guest.main().get_by_role("textbox", name=person.word("field.contract_hours.label"), exact=True)
    assert hours.input_value() == "32" and hours.evaluate("box => box.inputMode") == "decimal"
    person.types("contract_hours", "24").taps(person.word("asking.done"))
    assert person.word("heading.hours", hours=24) in person.guest.words()
    assert person.guest.axe() == [] and person.guest.errors == []


def test_a_student_fills_in_what_was_open_one_question_at_a_time(visitor):
    person = first_questions(Person(visitor(width=375, height=667, phone=True), "student", "nl"), "bol")
    person.taps(person.word("asking.to_answer")).taps("Vul aan", exact=False)
    person.taps(person.word("asking.unknown")).chooses("cao_status.none")
    person.chooses("mode.own_vehicle").types("distance", "6").goes_on()
    expect(person.guest.main().get_by_text(person.word("field.cost_kinds.label"))).to_be_visible()
    person.taps(person.word("asking.fold"))
    person.taps(person.word("asking.folded"))
    assert "6 km" in person.guest.words()
    assert person.guest.errors == []


def test_a_day_that_is_none_is_told_at_once_and_the_summary_leads_to_its_field(visitor):
    guest = visitor(width=1280)
    guest.open("werkgever", lang="nl")
    guest.type("Laatste dag", "31-06-2026")
    told = "Deze dag bestaat niet: 31-06-2026"
    line = guest.main().get_by_role("button", name=f"Laatste dag: {told}", exact=False)
    expect(line).to_be_visible()
    line.click()
    guest.settle()
    expect(guest.page.get_by_role("textbox", name="Laatste dag")).to_be_focused()
    assert guest.page.get_by_role("textbox", name="Laatste dag").input_value() == "31-06-2026"
    assert guest.axe() == []


def test_going_on_in_the_whole_form_takes_the_focus_along(visitor):
    guest = visitor(width=1280)
    guest.open("werkgever", lang="nl", route="bol", v="2")
    guest.page.get_by_role("button", name="Verder met: cao", exact=False).first.click()
    guest.settle()
    within = "document.activeElement.closest('[class*=\"-in-cao\"]') !== null"
    assert guest.page.evaluate(within)
