"""The words by which people look for their branch: the form of sector_data/words.yaml, and its checks."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from compensation.outside import shown
from compensation.rulebook.faults import Path, RuleFault
from compensation.rulebook.fields import Key, Model, Text
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.yaml_source import YamlSource

#: A branch with fewer words is not found by who does not know its name.
LEAST_WORDS = 5


class Trade(Model):
    """Words of one trade: what its people make, sell and are called, and the caos that it most likely falls under.

    `schemes` is empty where the branch is known and its cao is not. `endings` are words of it that stand at the end of
    a longer word too: every kledingwinkel is a winkel.
    """

    schemes: list[Key]
    words: Annotated[list[Text], Field(min_length=1)]
    endings: list[Text] = []


class WordFile(Model):
    """sector_data/words.yaml.

    `behind`: what may follow a word of a trade and leaves it what it is. `elsewhere`: trades that belong to none of the
    branches. `says_nothing`: words that tell no trade.
    """

    words: dict[Key, list[Trade]]
    behind: list[Text] = []
    elsewhere: list[Text] = []
    says_nothing: list[Text] = []

    def with_those_of(self, above: WordFile) -> WordFile:
        """These words with others laid over them: of a branch those of `above`, the lists together."""
        lists = {
            name: list(dict.fromkeys([*getattr(self, name), *getattr(above, name)]))
            for name in ("behind", "elsewhere", "says_nothing")
        }
        return WordFile.model_validate({"words": {**self.words, **above.words}, **lists})


def spelled(text: str) -> str:
    """A text as it is compared: small letters without accents, words apart by one space.

    >>> spelled("Café, E-bikes & auto's")
    'cafe e bikes autos'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "").replace("’", ""))
    return " ".join(words.split())


def joined(text: str) -> str:
    """A text as one word: how people space a compound says nothing (snack bar, snackbar, e-bike, ebike)."""
    return spelled(text).replace(" ", "")


def check_words(
    source: YamlSource,
    file: WordFile,
    sectors: Collection[str],
    schemes: Mapping[str, Scheme | None],
    *,
    whole: bool = True,
) -> Iterator[RuleFault]:
    """Every branch has words, none twice; a trade names schemes of its own branch; no word both tells one and none.

    A scheme that could not be read, or that names no known branch, is None: its branch is not known here. What is laid
    over the rules (not `whole`) need not have words of every branch.
    """
    for key in sectors if whole else ():
        count = sum(len(trade.words) for trade in file.words.get(key, ()))
        if count < LEAST_WORDS:
            yield source.fault(("words", key), "few_words", found=str(count), least=str(LEAST_WORDS))
    none = {joined(word) for word in (*file.elsewhere, *file.says_nothing)}
    for key, trades in file.words.items():
        if key not in sectors:
            yield source.fault(("words", key), "no_branch", sector=shown(key))
            continue
        seen: set[str] = set()
        for index, trade in enumerate(trades):
            path: Path = ("words", key, index)
            yield from _check_trade(source, path, key, trade, schemes)
            for place, word in enumerate(trade.words):
                here = (*path, "words", place)
                if joined(word) in seen:
                    yield source.fault(here, "word_twice", word=shown(word))
                if joined(word) in none:
                    yield source.fault(here, "word_elsewhere", word=shown(word))
                seen.add(joined(word))


def _check_trade(
    source: YamlSource, path: Path, sector: str, trade: Trade, schemes: Mapping[str, Scheme | None]
) -> Iterator[RuleFault]:
    for place, scheme in enumerate(trade.schemes):
        found = schemes.get(scheme)
        if scheme not in schemes or (found is not None and found.sector != sector):
            yield source.fault((*path, "schemes", place), "no_scheme_here", scheme=shown(scheme))
    for place, word in enumerate(trade.endings):
        if word not in trade.words:
            yield source.fault((*path, "endings", place), "ending_no_word", word=shown(word))
