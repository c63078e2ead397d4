"""What the texts of a language lack: `python -m compensation.texts.check` lists it. No reader meets it as a fault.

What is not said is said in English, and a form that is missing is `other`.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from compensation.texts import FALLBACK, LANGUAGES, Language, own_texts


def gaps(language: Language) -> Iterator[str]:
    """Every text that is not said, is empty or fills in something else, and every form of a word that is missing."""
    own, model = own_texts(language), own_texts(LANGUAGES[FALLBACK])
    for key in sorted(model.keys() | own.keys()):
        if key not in own:
            yield f"{key}: not said yet"
        elif key not in model:
            yield f"{key}: nobody asks for it"
        elif not own[key].strip():
            yield f"{key}: empty"
        else:
            yield from _slips(key, own[key], model[key], language)


def _slips(key: str, said: str, model: str, language: Language) -> Iterator[str]:
    asked, given = ({name for name, _ in _places(template)} for template in (said, model))
    if asked != given:
        yield f"{key}: fills in {', '.join(sorted(asked)) or 'nothing'}, not {', '.join(sorted(given)) or 'nothing'}"
    for name, forms in _places(said):
        told = {word.split("=", 1)[0] for word in forms.split("|")} if forms else language.forms
        if told - {"zero"} != language.forms:
            yield f"{key}: {{{name}}} needs the forms {', '.join(sorted(language.forms))}"


def _places(template: str) -> Iterator[tuple[str, str]]:
    return ((name, forms or "") for _, name, forms, _ in string.Formatter().parse(template) if name)


if __name__ == "__main__":
    for one in LANGUAGES.values():
        found = list(gaps(one))
        print(f"{one.name}: {len(found)} to mend", *found, sep="\n  ")
