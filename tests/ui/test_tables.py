"""Tables as HTML: headers of rows and columns, numbers to the right, and nothing from outside that is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from compensation.ui.parts import tables
from compensation.ui.parts.markdown import breakable, link, literal
from compensation.ui.parts.markup import as_html
from tests.ui.drawn_tables import tables_of

#: What somebody may have typed into a name, an answer or a file.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</td></tr></table><h1>x",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html,<script>alert(1)</script>)",
    '[x](https://a.nl/" onclick="alert(1))',
    '[x](<https://a.nl/"onclick="alert(1)>)',
    ":small[<b>x</b>",
    ":red[x] :material/home: $x^2$",
    "**<i>x</i>**",
    "\\<b>",
    "uren_per_week _x_ \\_ |`{}!+-=~",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "a\u0000b\u202ec",
    "[[[[[[[[((((((((**********",
    ":small[" * 3000 + "]" * 3000,
    "**[" * 2000,
    "`code` ~~x~~ # x\n- y",
)
ALLOWED = {"table", "thead", "tbody", "tr", "th", "td", "strong", "small", "br", "a", "span"}
ATTRIBUTES = {"class", "aria-label", "aria-hidden", "scope", "style", "href", "target", "rel"}


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def harmless(html: str) -> Tags:
    tags = Tags(html)
    for tag, attributes in tags.seen:
        assert tag in ALLOWED, html
        assert set(attributes) <= ATTRIBUTES, html
        assert re.match("https?://", attributes.get("href") or "https://"), html
    return tags


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_what_comes_from_outside_is_no_markup_wherever_it_stands(typed: str) -> None:
    harmless(as_html(typed))
    page = tables.html_of(
        [typed, typed], [[typed, typed], [f"**{typed}**", f":small[{typed}]"]], alt=typed, bars=[1, 0]
    )
    tags = harmless(page)
    names = [tag for tag, _ in tags.seen]
    assert (names.count("table"), names.count("tr"), names.count("th"), names.count("td")) == (1, 3, 4, 2)
    assert tags.seen[0][1]["aria-label"] == typed


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_that_was_made_literal_is_read_as_it_was_typed(typed: str) -> None:
    assert Tags(as_html(literal(typed))).words == typed
    assert not harmless(as_html(literal(typed))).seen


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a.nl", "/x", "ftp://a.nl", None, ""])
def test_only_a_web_address_is_a_link(address: str | None) -> None:
    assert harmless(as_html(link("Cao [x] <b>", address))).words == "Cao [x] <b>"
    assert "<a" not in as_html(link("Cao", address))


def test_a_link_keeps_its_whole_address() -> None:
    address = "https://wetten.overheid.nl/BWBR0002638/?a=1&b=(2)#Hoofdstuk3"
    (anchor,) = harmless(as_html(f"**{link('Wet (minimumloon) & meer', address)}**")).seen[1:]
    assert anchor == ("a", {"href": address, "target": "_blank", "rel": "noopener noreferrer"})


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("**Samen**", "<strong>Samen</strong>"),
        ("a  \n:small[b  \nc]", "a<br><small>b<br>c</small>"),
        ("12,50 *", "12,50 *"),
        ("**a** b **c**", "<strong>a</strong> b <strong>c</strong>"),
        ("**a", "**a"),
        (":small[a", ":small[a"),
        ("[a]", "[a]"),
        ("\\", "\\"),
        (f":small[{literal('a] b')}]", "<small>a] b</small>"),
        ("a\nb", "a\nb"),
        ("****", "****"),
        (breakable("Beroepsgoederen"), "Be\xadroepsgoe\xadde\xadren"),
    ],
)
def test_the_markup_of_a_cell(written: str, html: str) -> None:
    assert as_html(written) == html


def test_a_table_has_heads_of_columns_and_of_rows_and_numbers_to_the_right() -> None:
    page = tables.html_of(["Wat", "Euro"], [["Reis", "12,50"], ["**Samen**", "**12,50**"]], alt="Bedragen", numbers=[1])
    assert page.count('<th scope="col"') == 2
    assert page.count('<th scope="row"') == 2
    assert page.count('class="passend-number"') == 3
    (table,) = tables_of(page)
    assert (table.alt, table.heads) == ("Bedragen", ["Wat", "Euro"])
    assert table.rows == [["Reis", "12,50"], ["Samen", "12,50"]]


def test_a_bar_is_as_long_as_its_part_and_hidden_from_who_hears_the_amount() -> None:
    page = tables.html_of(["Wat", "Euro"], [["a", "1"], ["b", "2"], ["c", "9"]], alt="x", bars=[0, 0.5, 1.7])
    assert re.findall(r'aria-hidden="true"><span style="width:([\d.]+)%', page) == ["0.0", "50.0", "100.0"]
    assert [row[0] for row in tables_of(page)[0].rows] == ["a", "b", "c"]


def test_a_row_without_its_bar_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        tables.html_of(["a"], [["b"], ["c"]], alt="x", bars=[1])
