"""One word for one thing, on every screen, paper and message, in every step and at the terminal."""

from __future__ import annotations

import re

import pytest

from compensation.texts import LANGUAGES, own_texts

#: A word that is not used -> the one that is, and the texts that may name it all the same: where it is explained.
INSTEAD = {
    "nl": {
        r"(?<!minimum)vakantiebijslag": ("vakantiegeld", ("terms.vakantiebijslag.",)),
        r"arbeidsovereenkomst": (
            "arbeidscontract",
            ("terms.arbeidsovereenkomst.", "result.employer.verdict.employment"),
        ),
        r"\bonkostenpost|\bkostenpost": ("onkosten", ()),
        r"\bje kosten\b|\bkosten van (?:je|de) stage\b": ("onkosten", ()),
        r"\bstageplek|\bstageplaats\b": ("stage", ()),
        r"\bbedrijfstak": ("branche", ()),
        r"\bov-kaart|\bstudenten-ov\b|\bov-product": ("studentenreisproduct", ()),
    },
    "en": {
        r"\binternship": ("placement", ()),
        r"\btrainee": ("intern, or student", ()),
        r"\bvacation": ("holiday", ()),
        r"\bholiday pay\b": ("holiday allowance", ()),
        r"\byour costs\b": ("your expenses", ()),
    },
}
#: Words of Dutch that stand in no English sentence by themselves; mbo, cao, bol and the names of laws do.
DUTCH = r"\b(?:stage|loon|vergoeding|onkosten|reiskosten|werkgever|begeleider|branche|voor|niet|wordt)\b"
#: The word of the law stands in brackets behind the word that is used.
IN_BRACKETS = r" \((?:vakantiebijslag|arbeidsovereenkomst)\)"


def said(lang: str) -> dict[str, str]:
    """All texts, without the word of the law behind the word that is used."""
    return {key: re.sub(IN_BRACKETS, "", text) for key, text in own_texts(LANGUAGES[lang]).items()}


@pytest.mark.parametrize(("lang", "word"), [(lang, word) for lang, words in INSTEAD.items() for word in words])
def test_one_word_is_used_for_one_thing(lang, word):
    instead, explained = INSTEAD[lang][word]
    found = {key for key, text in said(lang).items() if re.search(word, text, re.IGNORECASE)}
    assert {key for key in found if not key.startswith(explained or " ")} == set(), f"say {instead}"


def test_no_dutch_stands_in_an_english_sentence():
    named = ("terms.", "finder.", "form.sector_words", "sectors.", "rules_page.")
    names = re.compile(r"‘[^’]*’|\([^)]*\)|\[[^\]]*\]|https?://\S+|\*\*[^*]*\*\*|[\w.]+\.nl\S*")
    texts = {key: names.sub("", text) for key, text in said("en").items() if not key.startswith(named)}
    assert {key for key, text in texts.items() if re.search(DUTCH, text)} == set()


def test_a_list_of_words_that_is_held_has_each_of_them_in_use():
    for words in INSTEAD.values():
        for instead, _ in words.values():
            assert any(
                re.search(part, " ".join(said(lang).values())) for lang in LANGUAGES for part in instead.split(", or ")
            )
