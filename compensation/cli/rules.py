"""`passend rules`: check, seal, show, coverage, due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from compensation.rulebook import RuleBook
from compensation.rulebook.entries import Found, id_of
from compensation.rulebook.fields import in_language
from compensation.rulebook.guidance import GoodToKnow, HelpPlace
from compensation.rulebook.models import CostKind, Norm, NormVersion, Rule, Threshold, Version
from compensation.rulebook.scheme import Scheme, SchemeVersion, Shape
from compensation.rulebook.seal import Change
from compensation.rulebook.sources import LooseSource, mark_of
from compensation.telling.renewal import due_count, due_words
from compensation.texts import text


def laid_over(book: RuleBook, lang: str) -> Iterator[str]:
    """What is laid over the rules, where anything is: its name and every entry that it brings."""
    if book.overlay is not None:
        entries = ", ".join(sorted(book.overlay.ids))
        yield text("cli.rules_laid_over", lang, name=book.overlay.name, hash=book.overlay.hash, entries=entries)


def sealed(book: RuleBook, lang: str) -> Iterator[str]:
    """Whether the rules, and a folder that is laid over them, are held to a list of their files."""
    yield text("cli.rules_sealed" if book.sealed else "cli.rules_not_sealed", lang, folder=book.folder)
    if book.overlay is not None and not book.overlay.path.is_file():
        said = "cli.rules_sealed" if book.overlay.sealed else "cli.rules_not_sealed"
        yield text(said, lang, folder=book.overlay.path)


def seal_lines(changes: Sequence[Change], target: Path, lang: str) -> Iterator[str]:
    """What changed since the seal before, a file a line."""
    yield from (f"{change.name}: {text(f'cli.rules_seal.{change.how}', lang)}" for change in changes)
    yield text("cli.rules_seal.written", lang, count=len(changes), file=target)


def from_overlay(found: Found, book: RuleBook, lang: str) -> Iterator[str]:
    """That an entry comes from the overlay."""
    if book.overlay is not None and id_of(found, book) in book.overlay.ids:
        yield f"  {text('cli.rule_laid_over', lang, name=book.overlay.name)}"


def shown(found: Found, lang: str, on: date | None) -> Iterator[str]:
    """A rule's versions, one a block; with `on` only the version in force. What bears no date is shown."""
    if isinstance(found, (GoodToKnow, HelpPlace)):
        yield from _guidance(found, lang)
        return
    yield _title(found, lang)
    if isinstance(found, (Threshold, CostKind)):
        said = found.value if isinstance(found, Threshold) else _asked_by(found)
        yield f"  {said} ({text(f'words.mark.{mark_of(found)}', lang)})"
        yield _source(found.source)
        yield f"    {found.note[lang]}"
        return
    versions = [v for v in found.versions if on is None or (v.from_ <= on and (v.to is None or on <= v.to))]
    if not versions:
        yield f"  {text('cli.errors.no_rule_then', lang)}"
    if isinstance(found, Scheme) and found.amount_unknown:
        yield f"  {in_language(found.amount_unknown.rule, lang)}"
    for version in versions:
        end = version.to or text("cli.coverage.open", lang)
        yield f"  {version.from_} - {end}: {_value(version)} ({text(f'words.mark.{mark_of(version)}', lang)})"
        for source in (version.source, *getattr(version, "also", ())):
            yield _source(source)


def _guidance(found: GoodToKnow | HelpPlace, lang: str) -> Iterator[str]:
    """What is told, to whom, and where it was read."""
    yield f"{found.name_in(lang)} ({found.audience}: {', '.join(found.routes)})"
    yield f"  {(found.text if isinstance(found, GoodToKnow) else found.for_what)[lang]}"
    yield f"  as_of={found.as_of or '-'} ({text(f'words.mark.{mark_of(found)}', lang)})"
    yield from map(_source, found.sources)


def _source(source: LooseSource) -> str:
    return f"    {source.title}{f' {source.url}' if source.url else ''}"


def _title(found: Rule | Threshold | CostKind | Scheme | Norm, lang: str) -> str:
    if isinstance(found, Scheme):
        return found.name
    if isinstance(found, CostKind):
        return f"{found.name[lang]} ({found.ground})"
    return f"{found.name[lang]} ({found.kind if isinstance(found, Norm) else found.unit}, {found.force})"


def _asked_by(kind: CostKind) -> str:
    by = kind.asked_by
    said = ", ".join(f"{route}: {who}" for route, who in by.items()) if isinstance(by, dict) else by
    return f"asked_by={said or '?'}{f', price={kind.price}' if kind.price else ''}"


def _value(version: Version | SchemeVersion | NormVersion) -> str:
    if isinstance(version, NormVersion):
        said = f"{version.percent_of_minimum_wage}%" if version.amount is None else f"{version.amount}"
        return f"{said} / {version.base_hours or '-'}; as_of={version.as_of}"
    if isinstance(version, SchemeVersion):
        parts = [
            ("" if tier.until_months is None else f"< {tier.until_months} months: ") + _shape(tier.shape)
            for tier in version.all_tiers()
        ]
        return f"{' | '.join(parts)}; as_of={version.as_of}"
    if version.value is not None:
        return str(version.value)
    if version.by_distance is not None:
        return f"{version.by_distance[0]} ... {version.by_distance[-1]}"
    return ", ".join(f"{key}: {value}" for key, value in (version.by_age or version.by_region or {}).items()) or "-"


def _shape(shape: Shape) -> str:
    """A shape on one line: per_hours 749.00 (base_hours 40); by_days 4: 350.00, 3: 233.33 (advised)."""
    data = shape.model_dump(by_alias=True, mode="json", exclude_none=True, exclude_defaults=True)
    if steps := data.pop("steps", None):
        told = (
            f"{step['from']}: {_amount(step['amount'])}{' (advised)' if step.get('advised') else ''}" for step in steps
        )
        return f"{data['type']} {', '.join(told)}"
    rest = ", ".join(f"{name} {value}" for name, value in data.items() if name not in ("type", "amount"))
    return f"{data['type']} {_amount(data['amount'])}{f' ({rest})' if rest else ''}"


def _amount(amount: object) -> str:
    return " / ".join(f"{name} {value}" for name, value in amount.items()) if isinstance(amount, dict) else str(amount)


def due_lines(book: RuleBook, on: date, lang: str) -> Iterator[str]:
    """What must be looked up again on a day: how many values, then each with its id, its days and its source."""
    found = due_words(book, on, lang)
    yield due_count(found, on, lang)
    for item in found:
        yield ""
        yield item.name if item.id is None else f"{item.name} ({item.id})"
        yield f"  {item.when}"
        if item.source is not None:
            yield f"  {item.source.title}"
            yield from [f"  {item.source.url}"] if item.source.url else []


def coverage(book: RuleBook, lang: str) -> Iterator[str]:
    """For each rule, norm, scheme, threshold and kind of cost: known from, known to, how well checked."""
    head = [text(f"cli.coverage.{name}", lang) for name in ("rule", "first", "last", "checked")]
    rows = [head, *_coverage_rows(book, lang)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _coverage_rows(book: RuleBook, lang: str) -> Iterator[list[str]]:
    rules: dict[str, Sequence[Version | SchemeVersion | NormVersion]] = {
        **{key: rule.versions for key, rule in book.rules.items()},
        **{f"norm.{key}": norm.versions for key, norm in book.norms.items()},
        **{f"scheme.{key}": scheme.versions for key, scheme in book.schemes.items()},
    }
    for key, versions in rules.items():
        if not versions:
            yield [key, "-", "-", "-"]
            continue
        last = versions[-1].to
        marks = dict.fromkeys(text(f"words.mark.{mark_of(v)}", lang) for v in versions)
        end = str(last) if last else text("cli.coverage.open", lang)
        yield [key, str(versions[0].from_), end, ", ".join(marks)]
    undated: dict[str, Threshold | CostKind] = {
        **{f"threshold.{key}": threshold for key, threshold in book.thresholds.items()},
        **{f"cost.{key}": kind for key, kind in book.costs.items()},
    }
    for name, value in undated.items():
        yield [name, "-", text("cli.coverage.open", lang), text(f"words.mark.{mark_of(value)}", lang)]
