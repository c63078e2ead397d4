"""A rule file that is broken while the app runs takes no page down."""

from __future__ import annotations

import logging

import pytest

from compensation.rulebook.seal import seal
from compensation.texts import LANGUAGES, text
from compensation.ui.parts import cached
from compensation.ui.shell.navigation import PAGE_NAMES
from tests.rulebooks import TEST_RULES, copied
from tests.ui.form_app import Form, first_answer
from tests.ui.opened import opened

FILE = "rules/minimum_wage.yaml"
#: A rule file of which the second half is still to be written.
HALF = "rules:\n  adult_hourly_minimum:\n    name: {nl: a\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of rules of one's own, looked at anew."""
    monkeypatch.setenv("PASSEND_RULES_BASE", str(copied(TEST_RULES, tmp_path)))
    cached._look.clear()
    yield tmp_path
    cached._look.clear()
    cached._sound.pop(str(tmp_path), None)


def warned(app) -> list[str]:
    return [told.value for told in app.warning]


def test_a_running_app_goes_on_with_the_last_sound_rules(folder, caplog):
    form = first_answer()
    answer, first = form.told(), cached.rulebook()
    sound = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(HALF, encoding="utf-8")
    cached._look.clear()
    with caplog.at_level(logging.ERROR, logger="passend.ui"):
        form.app.run()
        for name in PAGE_NAMES:
            assert not opened(name, lang="nl").error
    assert not form.app.error
    assert form.told() == answer
    assert cached.rulebook() is first
    (logged,) = [record.getMessage() for record in caplog.records if record.name == "passend.ui"]
    assert f"{FILE}:4:" in logged or f"{FILE}:3:" in logged

    (folder / FILE).write_text(sound.replace("Proefgegevens", "Andere gegevens"), encoding="utf-8")
    cached._look.clear()
    assert cached.rulebook().hash != first.hash
    assert cached.rule_faults() == ()
    assert warned(opened("regels", lang="nl")) == []


def test_a_sealed_folder_is_taken_over_when_its_seal_is(folder, caplog):
    seal(folder)
    cached._look.clear()
    first = cached.rulebook()
    assert first.sealed
    whole = (folder / FILE).read_text(encoding="utf-8").replace("Proefgegevens", "Andere gegevens")
    steps = {HALF: "not valid YAML", whole: f"{FILE}:1:1: (file): this file is not as it was sealed"}
    for content, said in steps.items():
        caplog.clear()
        (folder / FILE).write_text(content, encoding="utf-8")
        cached._look.clear()
        with caplog.at_level(logging.ERROR, logger="passend.ui"):
            assert cached.rulebook() is first
        assert said in caplog.text
        assert cached.rule_faults()
    seal(folder)
    cached._look.clear()
    assert cached.rulebook().hash != first.hash
    assert cached.rule_faults() == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_rules_says_so(folder, lang):
    opened("regels", lang=lang)
    (folder / FILE).write_text(HALF, encoding="utf-8")
    cached._look.clear()
    assert warned(opened("regels", lang=lang)) == [
        text("rules_page.not_taken_over", lang, count=len(cached.rule_faults()))
    ]


def test_a_folder_that_is_gone_for_a_moment_is_no_other_rule_book(folder):
    first = cached.rulebook()
    (folder / "rules").rename(folder / "away")
    cached._look.clear()
    assert cached.rulebook() is first
    assert cached.rule_faults()


def test_without_any_sound_rules_there_is_a_calm_word_and_the_faults_in_the_log(folder, caplog):
    (folder / FILE).write_text(HALF, encoding="utf-8")
    with caplog.at_level(logging.ERROR, logger="passend.ui"):
        form = Form()
    assert form.app.error[0].value.startswith("Er ging iets mis")
    assert not form.app.exception
    assert FILE in caplog.text
