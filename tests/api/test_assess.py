"""`POST /api/v2/assess`: the contract over HTTP, and every fault as a problem."""

from __future__ import annotations

import json

import pytest

from compensation import assess as computed
from compensation import read_placement
from compensation.texts import LANGUAGES, text
from tests.api.calls import BOL, assess, call


def test_an_assessment_is_that_of_the_library(book) -> None:
    answer = assess(BOL)
    expected = computed(read_placement(BOL), book).model_dump(mode="json", by_alias=True)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.data == json.loads(json.dumps(expected))
    assert answer.data["totals"]["gap"] == "354.28"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fault_with_its_field(lang: str) -> None:
    answer = assess({**BOL, "end": "soon", "salary": 1, "costs": [{"kind": "vog"}, {"kind": 3}]}, lang=lang)
    assert (answer.status, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.headers["content-language"] == lang
    problem = answer.data
    assert problem["type"] == "urn:passend:problem:placement"
    assert (problem["status"], problem["title"]) == (422, text("api.titles.placement", lang))
    assert {fault["path"] for fault in problem["faults"]} == {"end", "salary", "costs.1.kind"}
    assert problem["faults"][0] == {"path": "end", "code": "date", "message": text("faults.date", lang)}
    assert problem["more"] == 0


def test_at_most_a_hundred_faults_and_how_many_more() -> None:
    problem = assess({**BOL, "costs": [{"kind": 3, "per": "moon", "price": 1}] * 100}).data
    assert (len(problem["faults"]), problem["more"]) == (100, 200)


def test_a_key_that_the_rules_do_not_have_is_a_fault() -> None:
    answer = assess({**BOL, "sector": "moon"})
    assert (answer.status, [fault["path"] for fault in answer.data["faults"]]) == (422, ["sector"])


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a word": b'"bol"',
    "null": b"null",
    "deep": b"[" * 100_000,
    "deep in a field": b'{"offer": ' * 50_000,
    "a name twice": b'{"route": "bol", "route": "bbl"}',
    "a huge number": b'{"hours_per_week": 1' + b"0" * 100_000 + b"}",
    "an endless exponent": b'{"hours_per_week": 1e999999999999}',
    "no number": b'{"hours_per_week": NaN}',
    "no UTF-8": b'{"route": "\xff\xfe"}',
    "UTF-16": '{"route": "bol"}'.encode("utf-16"),
    "half a sign": b'{"id": "\\ud800", "route": "\\udfff"}',
    "zeros": b"\0" * 1000,
    "wrong types": json.dumps({name: [[{}]] for name in BOL}).encode(),
    "a list for each": json.dumps({name: [BOL] * 20 for name in BOL}).encode(),
    "signs": json.dumps({"route": "\x1b[31m\n[x](https://evil.example)", "\u202eevil": 1}).encode(),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_placement_is_a_problem_on_lines_of_their_own(body: bytes) -> None:
    answer = assess(body)
    assert answer.status in (400, 422)
    problem = answer.data
    assert 1 <= len(problem["faults"]) <= 100
    assert len(answer.body) < 60_000
    for fault in problem["faults"]:
        assert fault["message"]
        assert (fault["path"] + fault["message"]).isprintable()


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"content_type": "text/plain"}, "content_type"),
        ({"content_type": ""}, "content_type"),
        ({"content_type": "application/json; charset=utf-16"}, "encoding"),
        ({"content_encoding": "gzip"}, "encoding"),
    ],
)
def test_another_form_or_encoding_is_not_read(headers: dict[str, str], code: str) -> None:
    answer = assess(BOL, **headers)
    assert (answer.status, answer.data["type"]) == (415, f"urn:passend:problem:{code}")


def test_the_language_is_that_of_the_address_then_the_browsers() -> None:
    def language(query: str, accepts: str) -> str:
        return call(f"/api/v2/rules{query}", accept_language=accepts).headers["content-language"]

    assert language("?lang=en", "nl") == "en"
    assert language("", "en-GB, nl;q=0.5") == "en"
    assert language("", "nl;q=0.9, en;q=0.1") == "nl"
    assert language("", "de, nl;q=0, en;q=x") == "en"
    assert language("", "") == "nl"
    answer = call("/api/v2/rules?lang=xx", accept_language="en")
    assert (answer.status, answer.data["type"]) == (400, "urn:passend:problem:language")


def test_what_is_not_there_is_a_problem_too() -> None:
    for path in ("/api/v2/nothing", "/api/", "/api/v1/assess", "/", "/api/v2/rules/", "/api/v2/rules/a/b"):
        answer = call(path, accept_language="en")
        assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json"), path
    answer = call("/api/v2/assess")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    answer = call("/api/v2/rules", b"{}", method="DELETE")
    assert (answer.status, answer.data["type"]) == (405, "urn:passend:problem:method")


def test_nothing_is_kept_and_no_cookie_is_set() -> None:
    for answer in (assess(BOL), assess({}), call("/api/v2/sectors"), call("/api/v2/nothing")):
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_unexpected_error_tells_nobody_what_was_filled_in(monkeypatch, caplog) -> None:
    def break_down(*_: object) -> None:
        raise ValueError("salary 4321.00 of Jansen")

    monkeypatch.setattr("compensation.api.placements.assess", break_down)
    answer = assess(BOL)
    assert (answer.status, answer.data["type"]) == (500, "urn:passend:problem:unexpected")
    assert "Jansen" not in answer.body.decode() + caplog.text
    (record,) = caplog.records
    assert record.getMessage().split()[1].rstrip(":") in answer.data["detail"]
    assert "ValueError at " in record.getMessage()


def test_rules_that_break_leave_the_last_good_ones_in_use(monkeypatch, caplog) -> None:
    from compensation.api import book as books
    from compensation.api.problems import ProblemError

    good = books.LastGood()
    kept = good()

    def fail() -> None:
        raise OSError(5, "I/O error", "rules/travel.yaml")

    monkeypatch.setattr(books, "rulebook_in_use", fail)
    assert good() is kept
    assert good() is kept
    assert caplog.text.count("rules/travel.yaml") == 1
    with pytest.raises(ProblemError) as none_yet:
        books.LastGood()()
    assert none_yet.value.status == 503
