"""A link to Passend cannot show the link of another site."""

from __future__ import annotations


def test_what_a_link_says_is_no_link(visitor):
    hostile = {
        "v": "1",
        "sector": "www.evil.example/login",
        "pay": "https://evil.example/",
        "hours": "a@evil.example",
        "region": "1.%20a%0A2.%20b",
    }
    guest = visitor(locale="nl-NL").open("student", lang="nl", **hostile)
    assert "evil.example" in guest.words(), "what is wrong is told"
    targets = [link.get_attribute("href") or "" for link in guest.page.locator("a").all()]
    assert [target for target in targets if "evil" in target] == []
    assert guest.page.locator("[data-testid=stAlert] ol").count() == 0
