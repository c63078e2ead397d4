"""Everything that is said of a placement, as text: the papers, the terminal and the answer on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from compensation import Assessment, Placement, RuleBook, assess, read_placement
from compensation.cli.output import in_words
from compensation.papers import document
from compensation.telling.answer import Answer
from compensation.telling.notes import said
from compensation.telling.refusal import refusal
from compensation.telling.verdicts import Verdict, headline, in_order, meets, verdicts
from compensation.telling.voice import Reader, Voice
from compensation.texts import euros
from compensation.units import cents
from tests.papers.made import TODAY, one_line, words

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def answer_of(data: dict[str, Any], book: RuleBook) -> Answer:
    """A placement with what came out of it."""
    placement = read_placement(data)
    return Answer(placement, assess(placement, book), book)


def case(number: int, book: RuleBook) -> Answer:
    """One of the readable cases."""
    (path,) = [path for path in CASES if path.name.startswith(f"{number:02d}_")]
    return answer_of(yaml.safe_load(path.read_text(encoding="utf-8"))["placement"], book)


def paper(answer: Answer, kind: str, lang: str = "nl") -> str:
    """A document; of a letter what goes before its annex."""
    told = words(document(kind, answer.placement, answer.assessment, lang, answer.book, on=TODAY))  # type: ignore[arg-type]
    return told.split("Bijlage: zo is er gerekend")[0].split("Annex: ")[0]


def terminal(answer: Answer, lang: str = "nl") -> str:
    """What the command line says."""
    return one_line("\n".join(in_words(answer.placement, answer.assessment, answer.book, lang)))


def screen(answer: Answer, reader: Reader = "student", lang: str = "nl") -> str:
    """The answer, the verdicts and the notes of a page."""
    voice = Voice("result", reader, lang)

    def say(key: str, of: Verdict) -> str:
        amounts = {"amount": of.amount, "part": of.part}
        said = {name: euros(cents(amount), lang) for name, amount in amounts.items() if amount}
        return voice.say(key, **said, **({"names": of.names} if of.names else {}))

    top = headline(answer)
    told = [say(top.key, top), *(say(f"verdict.{v.key}", v) for v in verdicts(answer))]
    told += [voice.say(meets(answer, name)) for name in in_order(answer)]
    return one_line(" ".join([*told, *said(answer, reader, lang)]))


def everywhere(answer: Answer, lang: str = "nl") -> dict[str, str]:
    """All of it, by where it is said; an agreement where it is made."""
    kinds = ("letter", "overview", *(() if refusal(answer) else ("agreement",)))
    papers = {kind: paper(answer, kind, lang) for kind in kinds}
    pages = {reader: screen(answer, reader, lang) for reader in ("student", "employer")}  # type: ignore[arg-type]
    return papers | pages | {"terminal": terminal(answer, lang)}


def money(amount: Any, lang: str = "nl") -> str:
    """An amount as it is written."""
    return one_line(euros(cents(amount), lang))


__all__ = [
    "CASES",
    "Assessment",
    "Placement",
    "answer_of",
    "case",
    "everywhere",
    "money",
    "paper",
    "screen",
    "terminal",
]
