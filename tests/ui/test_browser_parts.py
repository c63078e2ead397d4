"""What only the browser can do, as far as the server has a hand in it: words as data, never as code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from compensation.texts import LANGUAGES, text
from compensation.ui.parts import browser

HOSTILE = "</script><img src=x onerror=alert(1)> ${alert(1)} 'x' \"y\"\n`z`"


def _buttons(lang: str, said: str) -> None:

    from compensation.ui.parts.browser import print_button, share_button
    from compensation.ui.parts.words import choose_language

    choose_language(lang)
    share_button(said, said, "share")
    print_button(said, "print")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_shared_travels_as_data_and_is_told_in_the_readers_language(lang):
    app = AppTest.from_function(_buttons, args=(lang, HOSTILE)).run()
    assert not app.exception
    share, sheet = (element.proto for element in app.get("bidi_component"))
    told = json.loads(share.json)
    assert told == {
        "label": HOSTILE,
        "text": HOSTILE,
        "copied": text("shell.share.copied", lang),
        "copy_yourself": text("shell.share.copy_yourself", lang),
    }
    assert json.loads(sheet.json) == {"label": HOSTILE}
    for component in (share, sheet):
        assert "onerror" not in component.html_content + component.js_content + component.css_content


def test_no_script_makes_code_or_markup_of_what_it_is_given():
    scripts = list((Path(browser.__file__).parent / "scripts").glob("*.js"))
    assert len(scripts) >= 2
    for script in scripts:
        code = script.read_text(encoding="utf-8")
        for unsafe in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert unsafe not in code, f"{script.name} uses {unsafe}"
