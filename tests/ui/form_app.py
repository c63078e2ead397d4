"""Driving the form under AppTest: fields by the path in the placement, whatever their widget."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from streamlit.testing.v1 import AppTest

from compensation import load_rulebook, read_placement
from compensation.ui.calculator.form.changes import lay_out
from compensation.ui.calculator.form.counts import placement_data
from compensation.ui.calculator.form.place import Place
from compensation.ui.calculator.link import address, from_query, params_of
from compensation.ui.calculator.save import placement_file, read_file
from compensation.ui.parts.numbers import shown_day
from compensation.ui.parts.state import Draft, plain
from compensation.ui.shell.navigation import page_file
from tests.ui.opened import opened

PAGE_OF = {"employer": "werkgever", "student": "student"}
BASIC = {
    "route": "bol",
    "start": date(2026, 2, 2),
    "end": date(2026, 7, 3),
    "workdays": ["mon", "tue", "wed", "thu"],
    "hours_per_week": "32",
}

#: The same as a link says it.
LINK = {"v": "2", "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours": "32", "days": "mon-tue-wed-thu"}


def saved(data: dict[str, Any]) -> dict[str, Any]:
    """A placement as it stands in the draft: numbers as exact text, dates as ISO text."""
    return plain(read_placement(data).model_dump(mode="json", by_alias=True, exclude_unset=True))


class Form:
    """The form of one reader, in one language."""

    def __init__(
        self,
        reader: str = "employer",
        lang: str = "nl",
        app: AppTest | None = None,
        *,
        whole: bool | None = True,
        **query: Any,
    ) -> None:
        self.reader, self.lang = reader, lang
        self.app = app or opened(None, lang=lang)
        if app is None or query:
            self.app.session_state[f"passend_place.{reader}"] = Place(whole=whole)
        for name, value in query.items():
            self.app.query_params[name] = value
        if app is None or query:
            self.app.switch_page(str(page_file(PAGE_OF[reader]))).run()

    @property
    def draft(self) -> Draft:
        """What is filled in."""
        found: Draft = self.app.session_state["passend_draft"]
        return found

    def key(self, name: str) -> str:
        return f"{self.reader}.{self.lang}.{self.draft.generation}.{name}"

    def asks(self, name: str) -> bool:
        """Whether a field is on the page."""
        return any(getattr(element, "key", None) == self.key(name) for element in self._all())

    def _all(self) -> list[Any]:
        app = self.app
        kinds = (app.text_input, app.radio, app.selectbox, app.button_group, app.checkbox, app.button)
        return [element for kind in kinds for element in kind]

    def field(self, name: str) -> Any:
        return next(element for element in self._all() if getattr(element, "key", None) == self.key(name))

    def fill(self, **answers: Any) -> Form:
        """Answer fields one by one; a double underscore stands for a dot."""
        for name, value in answers.items():
            typed = shown_day(value.isoformat(), self.lang) if isinstance(value, date) else value
            self.field(name.replace("__", ".")).set_value(typed)
            self.app.run()
            assert not self.app.exception
        return self

    def press(self, name: str) -> Form:
        self.field(name).click()
        self.app.run()
        assert not self.app.exception
        return self

    def sections(self) -> list[str]:
        """What stands folded below the sheet."""
        return [one.label for one in self.app.expander if str(getattr(one, "key", "")).startswith("section_")]

    def open_section(self, name: str) -> Form:
        """Open one of them."""
        self.app.session_state[f"section_{self.reader}_{name}"] = True
        self.app.run()
        assert not self.app.exception
        return self

    def press_key(self, key: str) -> Form:
        """Press a button that is none of the form's own."""
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self

    def told(self) -> str:
        """Everything that is said: in boxes, in headings and notes, on the sheet, and in the bar at the foot."""
        app = self.app
        boxes = [*app.error, *app.warning, *app.info, *app.success, *app.header, *app.caption, *app.markdown]
        waiting = [button.label for button in app.button if button.key == "sheet_without"]
        return "\n".join([*(str(box.value) for box in boxes), *waiting, self.sheet()]).replace(
            "\N{NO-BREAK SPACE}", " "
        )

    def sheet(self) -> str:
        """The lines of the answer sheet with their explanations, as one reads them."""
        bodies = [str(element.proto.body) for element in self.app.get("html")]
        found = " ".join(body for body in bodies if "passend-lines" in body and "<style" not in body)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split()).replace("\N{NO-BREAK SPACE}", " ")


def first_answer(reader: str = "employer", lang: str = "nl", **more: Any) -> Form:
    """The form with the least that gives an answer (from a link: that is one run of the page), and more."""
    return Form(reader, lang, **LINK).fill(**more)


def counted(form: Form) -> dict[str, Any]:
    """The placement that counts, the same after a link and after a file; the birth date stays out of a link."""
    book = load_rulebook()
    data = placement_data(form.draft, book)
    linked, problems = from_query(params_of(urlsplit(address(data, "https://passend.example/", "nl")).fragment), book)
    assert problems == []
    linked |= {name: data[name] for name in ("birth_date",) if name in data}
    again = Draft()
    for found in (linked, read_file(placement_file(data), book, "nl")):
        again.replace(found)
        lay_out(again)
        assert read_placement(placement_data(again, book)) == read_placement(data)
    return data
