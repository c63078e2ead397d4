"""Who calls and how often: the socket's address, proxies that are named, and a limit that gives back over a minute."""

from __future__ import annotations

import asyncio
from ipaddress import ip_network

import pytest

from compensation.api import application, asked
from compensation.api.problems import ProblemError
from compensation.api.visitors import MOST_ADDRESSES, MOST_OF_ALL, MOST_OF_ONE, Visitors, address_of
from compensation.settings import SettingError, Settings, settings_of
from tests.api.calls import BOL, assess, call

PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


def seen(client: str | None, *forwarded: str) -> str:
    """The address of a request of a socket, with X-Forwarded-For headers."""
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return address_of({"type": "http", "client": client and (client, 1), "headers": headers}, PROXIES)


def test_only_a_named_proxy_is_believed() -> None:
    assert seen("192.0.2.7", "1.1.1.1") == "192.0.2.7"
    assert seen("10.0.0.1", "1.1.1.1") == "1.1.1.1"
    assert seen("::1", "6.6.6.6, 1.1.1.1, 10.0.0.2") == "1.1.1.1", "what a visitor wrote before it does not count"
    assert seen("10.0.0.1", "6.6.6.6", "1.1.1.1") == "1.1.1.1", "two headers are one list"
    assert seen("10.0.0.1", "1.1.1.1, nonsense") == "10.0.0.1"
    assert seen("10.0.0.1") == "10.0.0.1"
    assert seen("::ffff:10.0.0.1", "::ffff:1.1.1.1") == "1.1.1.1"
    assert seen("2001:db8::1") == seen("2001:db8::2") == "2001:db8::/64"
    assert seen(None) == "?"


def test_so_many_a_minute_and_they_come_back_one_by_one() -> None:
    now = [0.0]
    visitors = Visitors(60, clock=lambda: now[0])
    for _ in range(60):
        visitors.take("a")
    with pytest.raises(ProblemError) as refused:
        visitors.take("a")
    assert (refused.value.status, refused.value.headers["Retry-After"]) == (429, "1")
    visitors.take("b")
    now[0] = 1.0
    visitors.take("a")
    with pytest.raises(ProblemError):
        visitors.take("a")
    now[0] = 1000.0
    for _ in range(60):
        visitors.take("a")
    with pytest.raises(ProblemError):
        visitors.take("a")


def test_the_memory_of_addresses_is_bounded() -> None:
    visitors = Visitors(1)
    for number in range(MOST_ADDRESSES + 50):
        visitors.take(str(number))
    assert len(visitors) == MOST_ADDRESSES


def test_one_address_cannot_take_all_the_room() -> None:
    visitors = Visitors(60)
    open_ = [visitors.at_work("a") for _ in range(MOST_OF_ONE)]
    for one in open_:
        one.__enter__()
    with pytest.raises(ProblemError) as busy, visitors.at_work("a"):
        pass
    assert busy.value.status == 503
    others = [visitors.at_work(str(number)) for number in range(MOST_OF_ALL - MOST_OF_ONE)]
    for one in others:
        one.__enter__()
    with pytest.raises(ProblemError), visitors.at_work("z"):
        pass
    for one in (*open_, *others):
        one.__exit__(None, None, None)
    with visitors.at_work("a"):
        pass


def test_the_limit_holds_over_http_and_says_when_to_come_back() -> None:
    app = application(Settings(rate=2))
    assert [call("/api/v2/rules", app=app).status for _ in range(3)] == [200, 200, 429]
    answer = call("/api/v2/rules?lang=en", app=app)
    assert answer.data["type"] == "urn:passend:problem:rate"
    assert int(answer.headers["retry-after"]) == 30
    assert call("/api/v2/rules", app=app, client=("192.0.2.9", 1)).status == 200


def test_a_body_that_does_not_come_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(asked, "BODY_SECONDS", 0.05)
    answer = assess(BOL, pieces=20, wait=0.02)
    assert (answer.status, answer.data["type"]) == (408, "urn:passend:problem:slow")
    assert answer.headers["connection"] == "close"


def test_who_hangs_up_halfway_harms_nobody() -> None:
    app = application(Settings(rate=100))

    async def hang_up() -> list[str]:
        said = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
        sent: list[str] = []

        async def receive() -> dict[str, object]:
            return said.pop(0)

        async def send(message: dict[str, object]) -> None:
            sent.append(str(message["type"]))

        headers = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/v2/assess", "root_path": "", "query_string": b""}
        await app({**scope, "headers": headers, "client": ("192.0.2.1", 1), "scheme": "http"}, receive, send)
        return sent

    asyncio.run(hang_up())
    assert assess(BOL, app=app).status == 200


def test_another_sites_page_may_call_only_where_it_is_named() -> None:
    app = application(Settings(cors_origins=("https://branche.example",), rate=100))
    asks = {"access_control_request_method": "POST", "access_control_request_headers": "content-type"}

    def preflight(origin: str) -> str | None:
        answer = call("/api/v2/assess", app=app, method="OPTIONS", origin=origin, **asks)
        return answer.headers.get("access-control-allow-origin")

    assert preflight("https://branche.example") == "https://branche.example"
    assert preflight("https://evil.example") is None
    answer = assess(BOL, app=app, origin="https://branche.example")
    assert answer.headers["access-control-allow-origin"] == "https://branche.example"
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in assess(BOL, origin="https://branche.example").headers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PASSEND_CORS_ORIGINS", "*"),
        ("PASSEND_CORS_ORIGINS", "https://a.example/path"),
        ("PASSEND_CORS_ORIGINS", "a.example"),
        ("PASSEND_FRAME_ORIGINS", "https://a.example; script-src *"),
        ("PASSEND_FRAME_ORIGINS", "javascript:alert(1)"),
        ("PASSEND_TRUSTED_PROXIES", "proxy.example"),
        ("PASSEND_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("PASSEND_RATE", "0"),
        ("PASSEND_RATE", "-1"),
        ("PASSEND_RATE", "100001"),
        ("PASSEND_RATE", "٣"),
        ("PASSEND_RATE", "9" * 5000),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError) as told:
        settings_of({name: value})
    assert told.value.said("nl").startswith(f"{name}: ")
    assert len(told.value.said("en")) < 250


def test_settings_are_read() -> None:
    found = settings_of(
        {
            "PASSEND_CORS_ORIGINS": "https://A.example, http://localhost:3000",
            "PASSEND_TRUSTED_PROXIES": "127.0.0.1 ::1",
            "PASSEND_RATE": " 5 ",
        }
    )
    assert found.cors_origins == ("https://a.example", "http://localhost:3000")
    assert [str(network) for network in found.trusted_proxies] == ["127.0.0.1/32", "::1/128"]
    assert (found.rate, found.frame_origins) == (5, ())
    assert settings_of({}) == Settings()
