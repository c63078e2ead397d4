"""Who starts the server with a setting that cannot be used reads why, in every language: nobody chose one yet."""

from __future__ import annotations

import pytest

from compensation.texts import LANGUAGES, text
from compensation.ui.shell.server import prepare
from compensation.ui.shell.warm import warm_up

SETTINGS = {
    "PASSEND_RATE": "often",
    "PASSEND_TRUSTED_PROXIES": "next door",
    "PASSEND_CORS_ORIGINS": "*",
    "PASSEND_FRAME_ORIGINS": "https://example.nl/path",
    "PASSEND_CONTACT": "\x1b[31m\n" * 900,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_cannot_be_used_is_told_in_every_language(name, monkeypatch):
    monkeypatch.setenv(name, SETTINGS[name])
    with pytest.raises(SystemExit) as caught:
        prepare()
    lines = str(caught.value).split("\n")
    assert len(set(lines)) == len(lines) == len(LANGUAGES)
    for line in lines:
        assert line.startswith(f"passend: {name}: ")
        assert line.isprintable()
        assert len(line) < 250


def test_rules_that_cannot_be_used_are_told_when_the_server_starts(tmp_path, monkeypatch, capsys):
    (tmp_path / "norms.yaml").write_text("norms: {x: 1}\n", encoding="utf-8")
    monkeypatch.setenv("PASSEND_RULES", str(tmp_path))
    warm_up().join()
    said = capsys.readouterr().err
    for lang in LANGUAGES:
        assert text("cli.errors.rules_broken", lang) in said
        assert f"norms.yaml:1:9: norms.x: {text('rule_faults.fields_needed', lang)}" in said
