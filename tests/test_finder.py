"""The cao finder: the words that people use find their branch, slips of the pen too, and never another trade."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import RuleBook, load_rulebook
from compensation.compare.finder import Match, Sure, find, probable, told
from compensation.compare.finder.forms import slips, stems
from compensation.rulebook.words import joined

#: What was typed by people who tried the first version, and the branches that it must find.
TYPED = {
    "brood": {"voedsel"},
    "apk": {"mobiliteit"},
    "pabo": {"primair_onderwijs"},
    "slagerij": {"voedsel"},
    "koffie": {"horeca"},
    "autobedrijf": {"mobiliteit"},
    "lunchroom": {"horeca"},
    "ijssalon": {"horeca"},
    "ouderenzorg": {"ouderenzorg"},
    "bejaardentehuis": {"ouderenzorg"},
    "verzorgingshuis": {"ouderenzorg"},
    "software": {"ict"},
    "it": {"ict"},
    "marketing": {"zakelijk"},
    "law firm": {"zakelijk"},
    "advocaat": {"zakelijk"},
    "reclamebureau": {"zakelijk"},
    "kledingwinkel": {"detailhandel"},
    "kinderdagverblijf": {"kinderopvang"},
    "tandarts": {"eerstelijnszorg"},
    "fysio": {"eerstelijnszorg"},
    "tech": {"ict", "installatie_energie", "metaal"},
    "techniek": {"installatie_energie", "metaal"},
    "Bakkerij": {"voedsel"},
    "transport": {"transport_logistiek"},
    "zorg": {"ziekenhuiszorg", "ouderenzorg", "ggz", "gehandicaptenzorg", "eerstelijnszorg", "jeugdzorg"},
    "zorginstelling": {"ziekenhuiszorg", "ouderenzorg", "ggz", "gehandicaptenzorg", "jeugdzorg"},
    "hovenier": {"groen"},
    "vis": {"detailhandel"},
    "broodje": {"horeca", "voedsel"},
}
#: What tells no trade, or one that no branch holds: nothing is found, whatever looks like it.
NOTHING = (
    *("weet ik niet", "geen idee", "I don't know", "startup", "bedrijf", "een klein bedrijf", "mkb", "anders", "stage"),
    *("rijschool", "autorijschool", "uitvaart", "kerk", "bioscoop", "camping", "pretpark", "reisbureau", "wasserij"),
    *("schoenmaker", "kleermaker", "visserij", "dansschool", "casino", "tattoo", "hondenkapper", "dierenhotel"),
    *("laser", "vrede", "liefde", "auteursrecht", "xyz", "qwerty", "asdfgh", "12345", "€", "🙂", " ", ".", "de", "wij"),
    *(
        "kosten",
        "vrees",
        "lager",
        "slagen",
        "boten",
        "kansen",
        "kussen",
        "paling",
        "timing",
        "wedding",
        "lever",
        "water",
    ),
    *(
        "konijnen",
        "planeten",
        "marteling",
        "slavernij",
        "verhouding",
        "bedoeling",
        "wetenschap",
        "politiek",
        "miskraam",
    ),
)
LONG = 7


def branches(words: str, book: RuleBook) -> set[str]:
    return {match.sector for match in find(words, book, "nl")}


def with_slips(word: str) -> set[str]:
    """Slips of the pen in a word: a letter left out, twice or swapped with the next, the first letter right."""
    places = range(2, len(word) - 1)
    left_out = {word[:i] + word[i + 1 :] for i in places}
    twice = {word[:i] + word[i] + word[i:] for i in places}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places}
    return (left_out | twice | swapped) - {word}


# ---------------------------------------------------------------- the words of this repository


@pytest.mark.live
@pytest.mark.parametrize(("typed", "expected"), TYPED.items(), ids=TYPED.keys())
def test_what_people_typed_finds_its_branches(typed, expected, live_book):
    assert branches(typed, live_book) == expected


@pytest.mark.live
@pytest.mark.parametrize("typed", NOTHING)
def test_what_tells_no_trade_finds_nothing(typed, live_book):
    assert find(typed, live_book, "nl") == []


@pytest.mark.live
def test_every_branch_has_words_enough_and_each_finds_it(live_book):
    for sector in live_book.sectors:
        words = [word for trade in live_book.words.words[sector] for word in trade.words]
        assert len(words) >= 15, sector
        for word in words:
            (match,) = (match for match in find(word, live_book, "nl") if match.sector == sector)
            assert (match.sure, joined(match.word)) == (Sure.EXACT, joined(word)), word


@pytest.mark.live
def test_a_slip_in_two_hundred_words_is_forgiven_and_never_finds_another_trade(live_book):
    """Five words of each branch, from its list by equal steps, with every slip in each of them."""
    tried = found = 0
    for sector, trades in live_book.words.words.items():
        words = [word for trade in trades for word in trade.words if len(joined(word)) >= LONG]
        for word in words[:: max(1, len(words) // 6)][:6]:
            meant = branches(word, live_book)
            for slip in sorted(with_slips(joined(word)))[::5]:
                got = branches(slip, live_book)
                assert got <= meant or joined(slip) in trade_words(live_book), (word, slip, sector)
                tried, found = tried + 1, found + (got == meant)
    assert tried > 1000
    assert found / tried > 0.95


def trade_words(book: RuleBook) -> set[str]:
    """Every word of every branch, as it is compared."""
    return {joined(word) for trades in book.words.words.values() for trade in trades for word in trade.words}


@pytest.mark.live
def test_the_caos_of_a_trade_are_those_of_the_trade_and_not_of_the_branch(live_book):
    def schemes(word: str) -> dict[str, tuple[str, ...]]:
        return {match.sector: match.schemes for match in find(word, live_book, "nl")}

    assert schemes("bakker") == {"voedsel": ("bakkers",)}
    assert schemes("slager") == {"voedsel": ()}
    assert schemes("kapper") == {"uiterlijke_verzorging": ("kappers",)}
    assert schemes("nagelstudio") == {"uiterlijke_verzorging": ()}
    assert schemes("café") == {"horeca": ("horeca",)}
    assert schemes("tandarts") == {"eerstelijnszorg": ()}


# ---------------------------------------------------------------- what probably applies


def sentences(word: str, book: RuleBook, *, bbl: bool = False) -> list[str]:
    (match,) = find(word, book, "nl")
    return [said.text for said in told(probable(match.sector, book, match.schemes), date(2026, 11, 26), "nl", bbl=bbl)]


@pytest.mark.live
def test_what_probably_applies_is_said_as_such_with_the_fund_that_pays_the_employer(live_book):
    first, rule, fund = sentences("bakker", live_book)
    assert first.startswith("Waarschijnlijk geldt: Cao Bakkersbedrijf (Sociaal Fonds). Zeker is dat niet")
    assert "betaalt de werkgever, niet de stagiair" in rule
    assert fund.startswith("Geld voor de werkgever, geen stagevergoeding: ") and "€\N{NO-BREAK SPACE}1,38" in fund
    assert sentences("slager", live_book)[0].startswith("Welke cao hier geldt, weten we niet.")
    assert sentences("lasser", live_book)[0].startswith("Waarschijnlijk geldt één van deze: ")


@pytest.mark.live
def test_own_wages_for_bbl_are_said_only_where_the_data_say_so(live_book):
    own = {key for key, scheme in live_book.schemes.items() if scheme.own_bbl_wages}
    assert own == {"bouw_infra", "afbouw", "metaalbewerking", "gehandicaptenzorg", "vvt"}
    assert any("eigen leerlinglonen" in said for said in sentences("metselaar", live_book, bbl=True))
    assert not any("eigen leerlinglonen" in said for said in sentences("bakker", live_book, bbl=True))
    assert any("lagere minimumloon voor de bbl mag niet" in said for said in sentences("kapper", live_book, bbl=True))


@pytest.mark.live
def test_a_fund_pays_the_employers_of_caos_that_exist(live_book):
    funds = {row.scheme: row.caos for row in live_book.other_subsidies if row.caos}
    assert set(funds) == {"bakkers_fonds", "oom_stagebijdrage", "oom_leerwerkbijdrage", "ssfh_guidance"}
    assert all(key in live_book.schemes for caos in funds.values() for key in caos)


def test_of_a_branch_as_a_whole_all_caos_are_named_and_no_employer(each_book):
    for sector in each_book.sectors:
        assert all(scheme.kind == "cao" for scheme in probable(sector, each_book).caos)


def test_everything_that_probably_applies_can_be_said(each_book):
    for sector in each_book.sectors:
        for lang in ("nl", "en"):
            for bbl in (False, True):
                assert list(told(probable(sector, each_book), date(2026, 11, 26), lang, bbl=bbl))


# ---------------------------------------------------------------- how it looks


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cafe", Match("horeca", "café", Sure.EXACT, ("horeca",))),
        ("CAFÉ!", Match("horeca", "café", Sure.EXACT, ("horeca",))),
        ("kapsalons", Match("uiterlijke_verzorging", "kapsalon", Sure.FORM, ())),
        ("drogistje", Match("detailhandel", "drogist", Sure.FORM, ())),
        ("visrestaurant", Match("horeca", "restaurant", Sure.PART, ("horeca",))),
        ("koffiezaak", Match("horeca", "koffie", Sure.PART, ("horeca",))),
        ("speelgoedwinkels", Match("detailhandel", "winkel", Sure.PART, ())),
        ("restaurnat", Match("horeca", "restaurant", Sure.TYPING, ("horeca",))),
        ("metselar", Match("bouw", "metselaar", Sure.TYPING, ())),
        ("wij zijn een hotel in Zwolle", Match("horeca", "hotel", Sure.EXACT, ("horeca",))),
    ],
)
def test_how_sure_a_match_is(typed, expected, book):
    assert find(typed, book, "nl") == [expected]


def test_the_surest_match_stands_first_and_then_by_name(book):
    assert [m.sector for m in find("zorg", book, "nl")] == sorted(
        {m.sector for m in find("zorg", book, "nl")}, key=lambda sector: book.sectors[sector].name["nl"]
    )
    first, second = find("restaurants en webshop", book, "nl")[:2]
    assert (first.sure, second.sure) == (Sure.EXACT, Sure.EXACT)
    assert find("restaurants en webshop", book, "nl")[-1].sure is Sure.FORM


def test_a_trade_that_belongs_elsewhere_is_not_found_by_another_word_beside_it(book):
    assert find("rijschool met koffie", book, "nl") == []


def test_words_laid_over_the_rules_replace_those_of_their_branch(tmp_path):
    file = tmp_path / "words.yaml"
    file.write_text("words:\n  horeca:\n    - schemes: [horeca]\n      words: [pannenkoek]\n", encoding="utf-8")
    own = load_rulebook(tmp_path)
    assert branches("pannenkoeken", own) == {"horeca"}
    assert branches("koffie", own) == set()
    assert branches("software", own) == {"ict"}
    assert own.is_laid_over("words.horeca")


def test_a_word_of_two_branches_gives_both(book):
    assert branches("webshop", book) == {"detailhandel", "ict"}


@pytest.mark.parametrize("typed", ["", "a" * 5000, "koffie " * 500, "\x00", "'" * 50])
def test_any_text_is_read(typed, book):
    assert isinstance(find(typed, book, "en"), list)


@pytest.mark.parametrize(
    ("word", "known", "count"),
    [
        ("bakkrij", "bakkerij", 1),
        ("bakkxrij", "bakkerij", None),
        ("bakkerji", "bakkerij", 1),
        ("slafer", "slager", 1),
        ("schoenmaker", "schoonmaker", None),
        ("kok", "koks", None),
        ("akkerij", "bakkerij", None),
        ("supermarket", "supermarkt", 1),
    ],
)
def test_what_a_slip_is(word, known, count):
    assert slips(word, known) == count


def test_what_a_plural_is():
    assert "huis" in stems("huizen") and "brief" in stems("brieven") and "kas" in stems("kassen")
    assert stems("dans") == stems("kok") == set()
