"""The languages of the program: one record here and one folder of texts each. Nothing else knows which there are.

Marks, patterns and plural rules follow from the locale by CLDR (https://cldr.unicode.org), read by Babel when they
are first asked for.

>>> LANGUAGES["nl"].decimal, LANGUAGES["en"].decimal
(',', '.')
>>> LANGUAGES["nl"].form_of(1), LANGUAGES["nl"].form_of(2)
('one', 'other')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True)
class Language:
    """A language. Without a folder of its own its texts are those of the folder that bears its code.

    `day_form` is a day in figures as a field shows it. `separator` stands between the cells of a CSV file. A table must
    be read back, and columns have two names: with `dutch_tables` it has the Dutch ones, with Dutch words, dates and
    numbers, else those of the contract. With `capital_nouns` a noun has its capital inside a sentence too.
    """

    code: str
    name: str
    locale: str
    day_form: str
    separator: str
    dutch_tables: bool = False
    capital_nouns: bool = False
    texts: Path | None = None

    @property
    def folder(self) -> Path:
        """Where its texts stand."""
        return self.texts or Path(__file__).with_name(self.code)

    @property
    def tag(self) -> str:
        """Its name for Word and browsers (BCP 47): nl-NL."""
        return self.locale.replace("_", "-")

    @cached_property
    def cldr(self) -> Locale:
        """What CLDR says of its locale."""
        from babel import Locale

        return Locale.parse(self.locale)

    @cached_property
    def decimal(self) -> str:
        """The mark before the decimals."""
        return str(self.cldr.number_symbols["latn"]["decimal"])

    @cached_property
    def thousands(self) -> str:
        """The mark between thousands."""
        return str(self.cldr.number_symbols["latn"]["group"])

    @cached_property
    def money(self) -> tuple[str, str]:
        """What stands before and behind an amount of euros."""
        pattern: Any = self.cldr.currency_formats["standard"]
        before, behind = pattern.prefix[0], pattern.suffix[0]
        return before.replace("\N{CURRENCY SIGN}", "€"), behind.replace("\N{CURRENCY SIGN}", "€")

    @property
    def forms(self) -> frozenset[str]:
        """The forms of a counted word that its plural rule tells apart: one and other, or few and many besides."""
        return frozenset(self.cldr.plural_form.tags) | {"other"}

    def form_of(self, count: Decimal | int) -> str:
        """The form of the word behind a count."""
        whole = int(count) if count == int(count) else count
        return str(self.cldr.plural_form(whole))

    def figures(self, day: date) -> str:
        """A day in figures: 02-02-2026."""
        parts = {"DD": f"{day.day:02d}", "MM": f"{day.month:02d}", "YYYY": f"{day.year:04d}"}
        written = self.day_form
        for name, figure in parts.items():
            written = written.replace(name, figure)
        return written


#: By code, in the order in which a visitor sees them.
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("nl", "Nederlands", "nl_NL", "DD-MM-YYYY", ";", dutch_tables=True),
        Language("en", "English", "en_GB", "DD/MM/YYYY", ","),
    )
}
#: The language of who did not choose one.
FIRST = "nl"
#: The language of what another one does not say yet, and of pages for programmers.
FALLBACK = "en"
