"""Page Regels en bronnen: every rule, norm, scheme, proposal, gap and term can be read, by date, and found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from compensation import load_rulebook
from compensation.calendar import to_day
from compensation.choices import Scale
from compensation.law.minimum_wage import hourly_minimum
from compensation.rulebook.fields import in_language
from compensation.rulebook.sources import mark_of
from compensation.telling.renewal import due_count, due_words
from compensation.telling.sources import partial_date
from compensation.texts import LANGUAGES, text
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.scheme_words import condition_words, pay_words
from compensation.ui.rules.view import PARTS, entries, glossary, matching
from compensation.ui.rules.wage_chart import wage_chart
from compensation.ui.rules.wage_view import rows_on, wage_rows
from tests.ui.branch_page import cells
from tests.ui.opened import opened, with_charts

ON = date(2026, 9, 1)
BOOK = load_rulebook()


def found(query: str, lang: str = "nl", on: date = ON) -> list:
    titled, inside = matching(entries(BOOK, on, lang), query)
    return [*titled, *inside]


def entry(key: str, lang: str = "nl", on: date = ON, book=BOOK):
    return next(entry for entry in entries(book, on, lang) if entry.key == key)


def bare(words: str) -> str:
    return words.replace("\\", "").replace("\u00a0", " ")


# ---------------------------------------------------------------- everything is there


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_the_rule_book_is_left_out(lang, each_book):
    shown = entries(each_book, ON, lang)
    keys = {part: {entry.key for entry in shown if entry.part == part} for part in PARTS}
    assert keys["rules"] == set(each_book.rules)
    assert keys["thresholds"] == set(each_book.thresholds)
    assert keys["costs"] == set(each_book.costs)
    assert keys["norms"] == set(each_book.norms)
    assert keys["schemes"] == set(each_book.schemes)
    assert keys["subsidies"] == {row.scheme for row in each_book.other_subsidies}
    assert keys["law"] == set(each_book.proposals)
    assert keys["good_to_know"] == set(each_book.good_to_know)
    assert keys["clauses"] == set(each_book.clauses)
    assert keys["help"] == set(each_book.help)
    assert keys["missing"] == {gap.id for gap in each_book.not_covered}
    assert keys["terms"] == set(glossary(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_version_stands_with_its_source_and_how_well_it_is_checked(lang, each_book):
    for key, rule in each_book.rules.items():
        body = bare(entry(key, lang, book=each_book).body)
        assert body.count("\n- ") + body.startswith("- ") == len(rule.versions)
        for version in rule.versions:
            assert version.source.url is None or version.source.url in body
            assert text(f"words.mark.{mark_of(version)}", lang) in body
            assert text("rules_page.only_source", lang, source="")[:5] in body
    for scheme in each_book.schemes.values():
        body = bare(entry(scheme.key, lang, book=each_book).body)
        unknown = scheme.amount_unknown
        for value in [*scheme.versions, *([unknown] if unknown else [])]:
            addresses = [source.url for source in (value.source, *value.also) if source]
            assert all(address in body for address in addresses if address)
            assert value.note is None or bare(literal(in_language(value.note, lang))) in body


@pytest.mark.parametrize(
    ("on", "heading"),
    [
        (date(2026, 6, 30), "Minimumuurloon vanaf 21 jaar: **€ 14,81 per uur**"),
        (date(2026, 7, 1), "Minimumuurloon vanaf 21 jaar: **€ 15,11 per uur**"),
        (date(2027, 1, 1), "Minimumuurloon vanaf 21 jaar: **niet bekend op deze dag**"),
        (date(2023, 12, 31), "Minimumuurloon vanaf 21 jaar: **niet bekend op deze dag**"),
    ],
)
def test_a_rule_says_what_holds_on_the_day_and_never_the_nearest_value(on, heading):
    assert bare(entry("adult_hourly_minimum", on=on).heading) == heading


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_threshold_says_its_number_its_ground_and_who_chose_it(lang):
    for key, threshold in BOOK.thresholds.items():
        told = entry(key, lang)
        assert text(f"rules_page.threshold.{threshold.unit}", lang, value=threshold.value) in told.heading
        body = bare(told.body)
        assert text(f"words.force.{threshold.force.value}", lang) in body
        assert text(f"words.mark.{mark_of(threshold)}", lang) in body
        assert threshold.source.title in body
        assert threshold.note[lang] in body
    assert found("ouder tekent" if lang == "nl" else "parent signs", lang)[0].key == "parent_signs_below"


def test_what_is_announced_is_told_until_it_holds():
    before = entry("youth_scale_bbl", on=date(2026, 12, 31))
    assert "vanaf 1 januari 2027" in before.coming
    assert "18 jaar 62,5%" in bare(before.coming)
    assert text("words.mark.announced", "nl") in before.body
    assert entry("youth_scale_bbl", on=date(2027, 1, 1)).coming is None


def test_a_law_in_the_making_is_called_proposed_and_not_in_force():
    law = entry("mandatory_allowance")
    assert law.heading.endswith("**voorgesteld, geldt niet**")
    assert bare(law.body).startswith("Ingangsdatum: niet bekend. Minimumbedrag: geen.")
    assert bare(law.body).count("\n- ") == len(BOOK.proposals["mandatory_allowance"].timeline)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_law_in_the_making_says_how_well_each_step_is_checked(lang):
    law = BOOK.proposals["mandatory_allowance"]
    body = bare(entry("mandatory_allowance", lang).body)
    said = [text(f"words.mark.{mark_of(value)}", lang) for value in (law, *law.timeline)]
    assert all(body.count(word) >= said.count(word) for word in said)
    assert law.source.url in body
    assert all(step.source.url in body for step in law.timeline if step.source and step.source.url)


def test_a_scheme_whose_amount_is_not_known_never_says_zero(each_book):
    for scheme in each_book.schemes.values():
        if not scheme.versions:
            assert "€" not in entry(scheme.key, book=each_book).heading
            assert " 0 " not in entry(scheme.key, book=each_book).heading


def test_a_subsidy_that_is_not_known_is_no_zero():
    body = bare(entry("praktijkleren").body)
    assert body.count("bedrag niet bekend") == sum(
        row.amount is None for row in BOOK.other_subsidies if row.scheme == "praktijkleren"
    )
    assert "**Mbo, 2018/19**: € 2.211,50 per gerealiseerde plaats (echt betaald)" in body
    assert "**Hbo, 2022/23**: € 510 tot € 710 per gerealiseerde plaats (verwacht)" in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_subsidy_is_translated_whole(lang, each_book):
    for row in each_book.other_subsidies:
        slugs = {kind: re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_") for kind, value in kinds(row).items()}
        for kind, slug in slugs.items():
            assert text(f"rules_page.subsidy.{kind}.{slug}", lang)


def kinds(row) -> dict[str, str]:
    return {"scheme": row.scheme, "category": row.category, "unit": row.unit, "kind": row.kind}


# ---------------------------------------------------------------- schemes in words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("gehandicaptenzorg", "€ 411 per maand bij 36 uur per week, naar verhouding bij minder uren"),
        ("huisartsenzorg", "per maand: vanaf 15 uur per week € 161; vanaf 1 uur per week € 111"),
        (
            "horeca",
            "per maand: vanaf 4 dagen per week € 361; vanaf 3 dagen per week € 240,67 (alleen een advies); "
            "vanaf 1 dag per week € 120,33 (alleen een advies)",
        ),
        ("bloemendetailhandel", "€ 31 per week"),
        ("radboud", "mbo € 201, hbo € 341, wo € 341 per maand bij 40 uur per week, naar verhouding bij minder uren"),
    ],
)
def test_a_scheme_says_in_words_what_it_pays(key, words):
    assert bare(pay_words(BOOK.schemes[key].versions[-1], "nl")) == words


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2024, 11, 26), "Volgens de bron tot en met 31 december 2024."),
        (date(2024, 12, 31), "Laatst gezien op 31 december 2024."),
        (date(2026, 9, 1), "Laatst gezien op 31 december 2024."),
    ],
)
def test_a_day_to_come_is_no_day_on_which_an_amount_was_seen(on, said):
    assert said in bare(entry("horeca", on=on).body)


def test_a_scheme_says_for_whom_it_is():
    told = list(condition_words(BOOK.schemes["gehandicaptenzorg"].versions[-1], "nl"))
    assert told[:4] == [
        "Voor: bol, hbo, wo",
        "Alleen bij een verplichte stage",
        "De hele stage is ten minste 150 uur",
        "De stage duurt ten minste 1 maand",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shape_gate_and_tier_has_words(lang, each_book):
    for scheme in each_book.schemes.values():
        for version in scheme.versions:
            assert "{" not in pay_words(version, lang) + "".join(condition_words(version, lang))


# ---------------------------------------------------------------- searching


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("horeca", "horeca"),
        ("HORECA", "horeca"),
        ("minimumuurloon 21", "adult_hourly_minimum"),
        ("vog online", "vog_online"),
        ("coassistenten", "ziekenhuizen_wo"),
        ("een stage echt", "genuine_placement"),
    ],
)
def test_one_finds_what_one_looks_for(query, first):
    assert first in [entry.key for entry in found(query)][:3]


def test_accents_do_not_matter_and_half_a_word_does_not_find_its_middle():
    assert found("financien") == found("financiën")
    assert [entry.key for entry in found("oopstermijn")] == []


@pytest.mark.slow
def test_the_search_box_tells_how_many_it_found_and_when_it_found_nothing():
    app = opened("regels", lang="nl")
    app.text_input(key="rules_query").set_value("vog").run()
    count = len(found("vog", on=date.today()))
    assert count > 2
    assert [told.value for told in app.success] == [text("rules_page.found", "nl", count=count, query="vog")]
    app.text_input(key="rules_query").set_value("xyzzy").run()
    assert [told.value for told in app.info] == [text("rules_page.nothing_found", "nl", query="xyzzy")]


# ---------------------------------------------------------------- page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens(part, lang):
    app = opened("regels", lang=lang)
    app.radio(key="rules_part").set_value(part).run()
    assert not app.exception
    assert not app.error
    assert app.header[0].value == text(f"rules_page.parts.{part}", lang)
    shown = len(app.expander) + len(app.markdown)
    assert shown > 2


def test_the_minimum_wage_is_the_engines_on_every_day_age_and_scale():
    rows = wage_rows(BOOK)
    assert min(row.first for row in rows) == date(2024, 1, 1)
    assert max(row.last for row in rows) == date(2026, 12, 31)
    for row in rows:
        adult = BOOK.value_on("adult_hourly_minimum", to_day(row.first))
        scale = BOOK.rules["youth_scale_bbl"].versions[0].by_age
        assert row.bbl == hourly_minimum(adult, int(scale[row.age] * 1000), Scale.BBL)
    here = {row.age: (row.regular, row.bbl) for row in rows_on(rows, ON)}
    assert here[18] == (756, 688)
    assert here[21] == (1511, 1511)


def without_the_bbl_scale(book, before: date):
    """A rule book in which the bbl scale is known from a later day only."""
    rule = book.rules["youth_scale_bbl"]
    versions = [rule.versions[0].model_copy(update={"from_": before}), *rule.versions[1:]]
    rules = {**book.rules, "youth_scale_bbl": rule.model_copy(update={"versions": versions})}
    return replace(book, hash=f"{book.hash} from {before}", rules=rules)


def test_a_scale_that_is_not_known_is_no_minimum_of_nothing():
    rows = wage_rows(without_the_bbl_scale(BOOK, date(2025, 1, 1)))
    assert {row.bbl for row in rows if row.first < date(2025, 1, 1)} == {None}
    assert None not in {row.bbl for row in rows if row.first >= date(2025, 1, 1)}
    assert None not in {row.regular for row in rows}
    chart = wage_chart(rows, "bbl", ON, {row.age: str(row.age) for row in rows}, "").to_dict(validate=False)
    told = {point["day"]: point["euros"] for point in chart["data"]["values"] if point["age"] == "18"}
    assert told["2024-01-01"] is None
    assert told["2025-01-01"] > 0


@pytest.mark.slow
def test_the_page_says_nothing_of_a_scale_that_is_not_known(monkeypatch):
    book = without_the_bbl_scale(BOOK, date(2025, 1, 1))
    monkeypatch.setattr("compensation.ui.parts.cached.load_rulebook", lambda folder, base: book)
    st.cache_resource.clear()
    app = opened("regels", lang="nl")
    app.date_input(key="rules_on").set_value(date(2024, 3, 1)).run()
    app.radio(key="rules_scale").set_value("youth_scale_bbl").run()
    assert not app.exception
    assert {row[-1] for row in cells(app, 0)} == {"–"}
    st.cache_resource.clear()


def test_a_day_without_a_minimum_wage_gets_no_number():
    app = opened("regels", lang="nl")
    app.date_input(key="rules_on").set_value(date(2027, 2, 1)).run()
    assert [told.value for told in app.warning] == [text("rules_page.wage.not_known", "nl", on=date(2027, 2, 1))]


def test_the_chart_of_the_wage_has_words_and_both_scales():
    app = with_charts(opened("regels", lang="nl"), "rules_wage")
    regular = app.get("vega_lite_chart")[0].proto.alt
    app.radio(key="rules_scale").set_value("youth_scale_bbl").run()
    bbl = app.get("vega_lite_chart")[0].proto.alt
    assert "18 jaar €\u00a07,56" in regular
    assert "18 jaar €\u00a06,88" in bbl


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("2026-03-12", "12 maart 2026", "12 March 2026"),
        ("2026-03", "maart 2026", "March 2026"),
        ("2025", "2025", "2025"),
    ],
)
def test_a_date_of_a_source_is_as_exact_as_the_source(written, nl, en):
    assert (partial_date(written, "nl"), partial_date(written, "en")) == (nl, en)


# ---------------------------------------------------------------- what must be looked up again


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_what_the_command_lists(lang):
    on = date(2027, 2, 1)
    found = due_words(BOOK, on, lang)
    assert len(found) > 10
    app = opened("regels", lang=lang)
    app.date_input(key="rules_on").set_value(on).run()
    app.radio(key="rules_part").set_value("due").run()
    assert not app.exception
    assert app.header[0].value == text("rules_page.parts.due", lang)
    assert [told.value for told in app.info] == [due_count(found, on, lang)]
    shown = bare(" ".join(told.value for told in app.markdown))
    for item in found:
        assert bare(item.name) in shown
        assert bare(item.when) in shown
        assert item.source is None or item.source.url is None or item.source.url in shown


def test_on_a_day_before_everything_nothing_is_due():
    app = opened("regels", lang="nl")
    app.date_input(key="rules_on").set_value(date(2003, 1, 1)).run()
    app.radio(key="rules_part").set_value("due").run()
    assert not app.exception
    assert [told.value for told in app.info] == ["Op 1 januari 2003 hoeft er niets opnieuw te worden opgezocht."]
