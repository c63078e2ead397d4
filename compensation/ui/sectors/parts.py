"""The parts of the page Sectoren: charts with their tables, files, what is not known and what is really paid."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from compensation import texts
from compensation.compare.sectors import LevelAmount, SchemeRow, practice_by_level
from compensation.rulebook.fields import in_language
from compensation.rulebook.scheme import LEVELS
from compensation.rulebook.sources import mark_of
from compensation.texts import day, short_euros, span
from compensation.ui.parts import tables
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.chart_box import chart_box
from compensation.ui.parts.file_button import CSV, XLSX, file_button
from compensation.ui.parts.markdown import breakable, link, literal
from compensation.ui.parts.tried import tried_book
from compensation.ui.parts.words import lang, t
from compensation.ui.sectors.view import DRAWN_NORMS, SectorView, download_sheets
from compensation.units import cents

DASH = "–"


def amount(value: Decimal | None) -> str:
    """Euros as the visitor's language writes them, whole ones without cents; a dash for nothing."""
    return DASH if value is None else short_euros(cents(value), lang())


def figure(value: Decimal | None) -> str:
    """An amount for a column of euros: without the sign, so that four columns fit on a phone."""
    return DASH if value is None else texts.figure(cents(value), lang(), short=True)


def named(view: SectorView, row: SchemeRow) -> str:
    """An amount with the name of who pays it."""
    return f"{amount(view.norm(row))} ({row.name})"


def fresh_for() -> str:
    """How long an amount stays recent, in words."""
    return span(rulebook().thresholds["fresh_months"].value, lang())


def draw_bars(view: SectorView) -> None:
    """For who opens it: every scheme as a bar, between the norms and averages to compare with."""
    fresh, compare = (t(f"sectors_page.chart.{key}") for key in ("fresh", "compare"))
    old = t("sectors_page.chart.old", fresh=fresh_for())

    def chart() -> None:
        from compensation.ui.parts import charts
        from compensation.ui.parts.level_charts import Bar, bars

        schemes = [
            Bar(row.name, float(view.norm(row)), amount(view.norm(row)), fresh if row.in_median else old)
            for row in view.schemes
        ]
        norms = [
            Bar(rulebook().norms[line.key].name[lang()], float(value), amount(value), compare)
            for line, value in view.lines
            if line.key in DRAWN_NORMS
        ]
        lines, groups = [norm.amount for norm in norms], [fresh, old, compare]
        title = t("sectors_page.chart.amount", measure=t(f"sectors_page.measures.{view.measure}"))
        picture = bars([*norms, *schemes], groups, lines, title, cents=view.measure == "hour")
        stand = [f"{norm.name} ({norm.label})" for norm in norms]
        words = {"highest": named(view, view.schemes[0]), "lowest": named(view, view.schemes[-1])}
        alt = t("sectors_page.chart.alt", count=len(schemes), lines="; ".join(stand), **words)
        charts.show(picture, alt, key="sectors_bars")
        st.caption(t("sectors_page.chart.lines", first=literal(stand[0]), second=literal(stand[1])))

    chart_box(chart, "sectors_bars")


def draw_gaps(view: SectorView) -> None:
    """The schemes that pay one level more than another."""
    if not view.uneven:
        return
    st.header(t("sectors_page.gap_chart.title"), anchor=False)
    st.markdown(t("sectors_page.gap_chart.intro"))
    gaps_table(view)
    chart_box(lambda: gaps_chart(view), "sectors_gaps")


def gaps_chart(view: SectorView) -> None:
    """A dot for each level of a scheme."""
    from compensation.ui.parts import charts
    from compensation.ui.parts.level_charts import dots

    levels = {level: t(f"words.level.{level}") for level in LEVELS}
    rows, told = [], []
    for row in view.uneven:
        paid = [(levels[key], value) for key in LEVELS if (value := view.level(row, key)) is not None]
        rows += [
            {"name": row.name, "level": name, "amount": float(value), "label": amount(value), "first": at == 0}
            for at, (name, value) in enumerate(paid)
        ]
        each = ", ".join(f"{name} {amount(value)}" for name, value in paid)
        told.append(t("sectors_page.gap_chart.item", name=row.name, levels=each))
    title = t("sectors_page.chart.amount", measure=t(f"sectors_page.measures.{view.measure}"))
    picture = dots(rows, list(levels.values()), title, t("sectors_page.gap_chart.level"), cents=view.measure == "hour")
    alt = t("sectors_page.gap_chart.alt", count=len(view.uneven), list="; ".join(told))
    charts.show(picture, alt, key="sectors_gaps")


def gaps_table(view: SectorView) -> None:
    """The numbers of the chart of levels."""
    rows = []
    for row in view.uneven:
        paid = [value for level in LEVELS if (value := view.level(row, level)) is not None]
        name = link(breakable(row.name), row.source.url)
        rows.append([name, figure(min(paid)), figure(max(paid)), figure(view.gap(row))])
    headers = [t(f"sectors_page.gap_chart.{key}") for key in ("scheme", "lowest", "highest", "gap")]
    tables.show(headers, rows, numbers=(1, 2, 3), alt=t("sectors_page.gap_chart.table_alt"))


def amounts_table(view: SectorView) -> None:
    """What every scheme pays per level, with a bar as long as its highest amount."""
    headers = [t("sectors_page.table.scheme"), *(t(f"words.level.{level}") for level in LEVELS)]
    rows = []
    for row in view.schemes:
        marks = ("¹" if not row.in_median else "") + ("²" if row.base_assumed else "")
        name = link(breakable(row.name), row.source.url) + marks
        rows.append([name, *(figure(view.level(row, level)) for level in LEVELS)])
    st.header(t("sectors_page.table.title"), anchor=False)
    bars = [float(view.norm(row) / view.norm(view.schemes[0])) for row in view.schemes]
    tables.show(headers, rows, numbers=(1, 2, 3), alt=t("sectors_page.table.alt"), bars=bars)
    st.caption(t("sectors_page.table.note", fresh=fresh_for()))
    download(view)


def proposals_table(view: SectorView) -> None:
    """What is only proposed, apart from what is paid: its amounts, and how many schemes pay more."""
    if not view.proposals:
        return
    st.header(t("sectors_page.proposals.title"), anchor=False)
    st.markdown(t("sectors_page.proposals.intro"))
    rows = []
    for row in view.proposals:
        more = sum(view.norm(other) > view.norm(row) for other in view.schemes)
        below = _sector(row)
        if view.schemes:
            below = t("sectors_page.proposals.below", sector=below, more=more, all=len(view.schemes))
        name = f"{literal(breakable(row.name))}  \n:small[{below}]"
        rows.append([name, *(figure(view.level(row, level)) for level in LEVELS)])
    headers = [t("sectors_page.proposals.name"), *(t(f"words.level.{level}") for level in LEVELS)]
    tables.show(headers, rows, numbers=(1, 2, 3), alt=t("sectors_page.proposals.alt"))


def _sector(row: SchemeRow) -> str:
    return literal(rulebook().sectors[row.sector].name[lang()])


def download(view: SectorView) -> None:
    """All columns as a file; made when somebody asks for it."""
    reference = view.comparison.reference
    titles = {
        key: t(f"sectors_page.download.{key}") for key in ("schemes", "proposals", "lines", "unknown", "reference")
    }

    def csv() -> bytes:
        from compensation.ui.parts.downloads import csv_bytes

        return csv_bytes(download_sheets(view)["schemes"])

    def xlsx() -> bytes:
        from compensation.ui.parts.downloads import xlsx_bytes

        return xlsx_bytes({titles[key]: rows for key, rows in download_sheets(view).items()})

    with st.container(horizontal=True):
        for ending, make, mime in (("csv", csv, CSV), ("xlsx", xlsx, XLSX)):
            file_button(
                t(f"sectors_page.download.{ending}"),
                make,
                of=(reference, view.branch, tried_book(rulebook()).hash),
                file_name=f"{t('sectors_page.download.file', on=reference.on.isoformat())}.{ending}",
                mime=mime,
                key=f"sectors_{ending}",
            )


def age_table(view: SectorView) -> None:
    """When each amount was last seen, how well it is checked, and why a level gets nothing."""
    with st.expander(t("sectors_page.age.title")):
        headers = [t("sectors_page.table.scheme"), t("sectors_page.age.seen"), t("sectors_page.age.checked")]
        rows = [
            [
                literal(breakable(row.name)),
                last_seen(view, row),
                t(f"words.mark.{row.mark}"),
            ]
            for row in sorted(view.schemes, key=lambda row: (row.undated, row.as_of), reverse=True)
        ]
        tables.show(headers, rows, alt=t("sectors_page.age.alt"))
    nothing = [(row, level) for row in view.schemes for level in row.levels if level.reason]
    if not nothing:
        return
    with st.expander(t("sectors_page.age.nothing")):
        headers = [t("sectors_page.table.scheme"), t("sectors_page.gap_chart.level"), t("sectors_page.age.why")]
        why = [
            [literal(breakable(row.name)), t(f"words.level.{at.level}"), reason(view, row.key, at)]
            for row, at in nothing
        ]
        tables.show(headers, why, alt=t("sectors_page.age.nothing_alt"))


def last_seen(view: SectorView, row: SchemeRow) -> str:
    """When an amount was last seen; the end of a cao that is still to come is the day to which its source speaks."""
    if row.undated:
        return t("sectors_page.age.undated")
    seen = day(row.as_of, lang())
    return t("sectors_page.age.to_come", day=seen) if row.as_of > view.comparison.reference.on else seen


def reason(view: SectorView, key: str, level: LevelAmount) -> str:
    """Why a scheme gives a level nothing."""
    on = view.comparison.reference.on
    versions = rulebook().schemes[key].versions
    gates = next(v.gates for v in versions if v.from_ <= on and (v.to is None or on <= v.to))
    told = [t(f"words.gates.{name}", value=getattr(gates, name)) for name in level.gates]
    return t(f"sectors_page.reasons.{level.reason}", gates="; ".join(told))


def compare_tables(view: SectorView) -> None:
    """Norms, and what surveys found."""
    st.header(t("sectors_page.lines.title"), anchor=False)
    st.markdown(t("sectors_page.lines.intro"))
    rows = [
        [link(rulebook().norms[line.key].name[lang()], line.source.url), amount(value)] for line, value in view.lines
    ]
    headers = [t("sectors_page.lines.name"), t("sectors_page.lines.amount")]
    tables.show(headers, rows, numbers=(1,), alt=t("sectors_page.lines.alt"))
    with st.expander(t("sectors_page.practice.title")):
        found = []
        for survey in (row for rows in practice_by_level(rulebook()).values() for row in rows):
            if survey.average_month is None and survey.share_paid_percent is None:
                continue
            by = in_language(survey.by, lang())
            who = t("sectors_page.practice.who", group=survey.group[lang()], by=by, year=survey.year)
            share = survey.share_paid_percent
            percent = DASH if share is None else t("units.percent", n=share)
            mark = t(f"words.mark.{mark_of(survey)}")
            found.append([f"{link(who, survey.source.url)}  \n:small[{mark}]", amount(survey.average_month), percent])
        headers = [t(f"sectors_page.practice.{key}") for key in ("group", "average", "share")]
        tables.show(headers, found, numbers=(1, 2), alt=t("sectors_page.practice.alt"))


def unknown(view: SectorView) -> None:
    """The schemes whose amount is not known, by the reason; never a zero."""
    st.header(t("sectors_page.unknown.title"), anchor=False)
    if not view.unknown:
        st.markdown(t("sectors_page.unknown.none"))
        return
    st.markdown(t("sectors_page.unknown.intro", count=len(view.unknown)))
    for status, rows in view.by_status():
        with st.expander(f"{t(f'sectors_page.unknown.statuses.{status}')} ({len(rows)})"):
            st.markdown("\n".join(f"- {link(row.name, row.source.url if row.source else None)}" for row in rows))
