"""The fields of the form: each shows what the draft holds, takes what is typed, and says what is wrong with it.

A field writes to the draft in its callback, before the page runs, so one run sees all answers. Its key holds the
page, the language and the draft's generation: a change of any of these fills the field from the draft again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from compensation.telling.voice import Voice
from compensation.texts import day as written_day
from compensation.ui.calculator.form.reading import Reading
from compensation.ui.calculator.form.take import open_key, take_at_once, take_choice, take_tap, take_typed
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.numbers import BIRTH, DAY, shown_day, shown_number, typed_text
from compensation.ui.parts.state import Draft


@dataclass(frozen=True)
class Drawn:
    """A field that is on the page: its label, its key, and whether it wants a number."""

    label: str
    key: str
    number: bool


@dataclass(frozen=True)
class Fields:
    """The fields of one page: in whose words, and what was read from the draft."""

    voice: Voice
    draft: Draft
    reading: Reading
    remarks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group: str = ""
    drawn: dict[str, Drawn] = field(default_factory=dict)
    #: Where the question is asked alone and answered with one tap: what comes after it.
    after: Callable[[], None] | None = None

    # ------------------------------------------------------------ words

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.voice.lang

    def has(self, key: str) -> bool:
        """Whether the form has a text of this name."""
        return self.voice.has(key)

    def say(self, key: str, /, **values: Any) -> str:
        """A text of the form, in the words of this reader where it has its own."""
        return self.voice.say(key, **values)

    def option(self, name: str, option: Any) -> str:
        """The words of an answer; yes and no in words of their own where a question has them, a number as it is."""
        if isinstance(option, bool):
            answer = "answer_yes" if option else "answer_no"
            return self.say(f"choice.{name}.{answer}" if self.has(f"choice.{name}.{answer}") else f"choice.{answer}")
        return str(option) if isinstance(option, int) else self.say(f"choice.{name}.{option}")

    def hint(self, key: str) -> str | None:
        """A text that may be absent."""
        return self.say(key) if self.has(key) else None

    def key(self, name: str) -> str:
        """The widget's key."""
        return f"{self.voice.reader}.{self.lang}.{self.draft.generation}.{name}"

    @property
    def _here(self) -> str:
        return open_key(self.voice.reader, self.group)

    def _draws(self, path: str, key: str, label: str, *, number: bool = False) -> str:
        """Remember where a path is asked, and by what name; gives the name."""
        self.drawn[path] = Drawn(label, key, number)
        return label

    def _seed(self, name: str, value: Any) -> str:
        key = self.key(name)
        if key not in st.session_state:
            st.session_state[key] = value
        return key

    def faults(self, path: str) -> None:
        """What is wrong with a field, below it. It is announced by screen readers."""
        for message in self.reading.messages(path, self.voice):
            st.error(outside(message), icon=":material/error:")

    def ask_again(self, *paths: str) -> None:
        """What is possible and unlikely at some fields, as questions below them."""
        for path in paths:
            for question in self.remarks.get(path, ()):
                st.info(question, icon=":material/help:")

    def not_yet(self) -> None:
        """Something is begun and does not count yet."""
        st.caption(f":material/pending: {self.say('note.not_yet')}")

    def lacks(self, part: str) -> None:
        """What a part of the placement still lacks, if anything; until then it does not count."""
        if names := self.missing([path for path in self.reading.missing if f"{path}.".startswith(f"{part}.")]):
            st.caption(f":material/pending: {self.say('note.lacks', names='; '.join(names))}")

    def missing(self, paths: Iterable[str]) -> list[str]:
        """Fields by their names in a sentence, each once: `costs.0.amount` is the amount of a cost."""
        return list(dict.fromkeys(map(self._name, paths)))

    def _name(self, path: str) -> str:
        parts = [part for part in path.split(".") if not part.isdigit()]
        known = [parts[1:], parts] if parts[0] == "changes" else [parts]
        longest = [f"missing.{'_'.join(names[:length])}" for names in known for length in (3, 2, 1)]
        return next(self.say(key) for key in longest if self.has(key))

    # ------------------------------------------------------------ typed

    def number(
        self,
        path: str,
        name: str,
        *,
        kind: str = "amount",
        decimals: int = 2,
        stem: str | None = None,
        empty: str | None = None,
        label: str | None = None,
        width: int | Literal["stretch"] = "stretch",
        paired: bool = False,
    ) -> None:
        """A number, typed in the language of the page.

        `name` names its texts, `stem` its key where paths move; `kind` is what it counts (placement/numbers.py);
        `empty` is what stands in the draft when nothing is typed, `label` its label where that is no text of its own.
        Of one that is `paired` with what it is for, who asks for both asks again.
        """
        held = self.draft.get(path)
        shown = shown_number(held, self.lang, decimals) if held else ""
        self._typed(path, name, f"{kind}.{decimals}", shown, stem, empty, label, width)
        if not paired:
            self.ask_again(path)

    def day(
        self, path: str, name: str, *, birth: bool = False, stem: str | None = None, open_ended: bool = False
    ) -> None:
        """A day as people type it, read back in words; an `open_ended` one that is taken away stays begun."""
        held = self.draft.get(path)
        shown = shown_day(held, self.lang) if held else ""
        key = self._typed(path, name, BIRTH if birth else DAY, shown, stem, "" if open_ended else None)
        if held and st.session_state[key].strip() != shown:
            st.caption(f":material/event: {written_day(date.fromisoformat(held), self.lang)}")

    def _typed(
        self,
        path: str,
        name: str,
        holds: str,
        shown: str,
        stem: str | None,
        empty: str | None,
        label: str | None = None,
        width: int | Literal["stretch"] = "stretch",
    ) -> str:
        """A field to type in; text that could not be read stands in it as it was typed. Gives its key."""
        waiting = self.draft.unread.get(path)
        key = self._seed(stem or path, typed_text(waiting) if waiting else shown)
        said = self._draws(path, key, label or self.say(f"field.{name}.label"), number=holds not in (DAY, BIRTH))
        example = f"field.{name}.example"
        st.text_input(
            said,
            key=key,
            help=self.hint(f"field.{name}.help"),
            placeholder=self.hint(example if self.has(example) or holds not in (DAY, BIRTH) else f"example.{holds}"),
            on_change=take_typed,
            args=(self._here, key, path, holds, empty),
            autocomplete="off",
            width=width,
        )
        self.faults(path)
        return key

    # ------------------------------------------------------------ chosen

    def choice(
        self,
        path: str,
        options: Sequence[Any],
        name: str,
        *,
        default: Any = None,
        stem: str | None = None,
        write: Callable[[Draft, Any], None] | None = None,
        held: Any = None,
        label: str | None = None,
        **values: Any,
    ) -> None:
        """One of a few options, as chips. `write` takes the answer where it is more than one value of the draft.

        `name` names the texts of question and options, `label` those of the question where they differ.
        """
        if self.after is not None:
            value = self._held(path, options, default, held, write)
            said = self.say(f"field.{label or name}.label", **values)
            self._taps(path, options, name, said, partial(self.option, name), stem, write, value)
            return
        key = self._seed(stem or path, self._held(path, options, default, held, write))
        st.segmented_control(
            self._draws(path, key, self.say(f"field.{label or name}.label", **values)),
            options,
            key=key,
            format_func=partial(self.option, name),
            help=self.hint(f"field.{name}.help"),
            required=default is not None,
            on_change=take_choice,
            args=(self._here, key, path, write),
        )
        self.faults(path)

    def radio(
        self,
        path: str,
        options: Sequence[Any],
        name: str,
        *,
        labels: Callable[[Any], str] | None = None,
        captions: Sequence[str] | None = None,
        default: Any = None,
        stem: str | None = None,
        held: Any = None,
        write: Callable[[Draft, Any], None] | None = None,
    ) -> None:
        """One of a few options that need a word each. `write` takes an answer that is more than one value."""
        if self.after is not None:
            words, value = labels or partial(self.option, name), self._held(path, options, default, held, write)
            said = dict(zip(options, captions or (), strict=False))
            named = {option: " · ".join(filter(None, (f"**{words(option)}**", said.get(option)))) for option in options}
            self._taps(path, options, name, self.say(f"field.{name}.label"), named.__getitem__, stem, write, value)
            return
        key = self._seed(stem or path, self._held(path, options, default, held, write))
        st.radio(
            self._draws(path, key, self.say(f"field.{name}.label")),
            options,
            index=None,
            key=key,
            format_func=labels or partial(self.option, name),
            captions=captions,
            help=self.hint(f"field.{name}.help"),
            on_change=take_choice,
            args=(self._here, key, path, write),
        )
        self.faults(path)

    def _taps(
        self,
        path: str,
        options: Sequence[Any],
        name: str,
        label: str,
        labels: Callable[[Any], str],
        stem: str | None,
        write: Callable[[Draft, Any], None] | None,
        held: Any,
    ) -> None:
        """One of a few options, each a button: a tap is the answer, and goes on."""
        st.header(label, anchor=False)
        if said := self.hint(f"field.{name}.help"):
            st.caption(said)
        for option in options:
            st.button(
                labels(option),
                key=self.key(f"{stem or path}.{option}"),
                icon=f":material/radio_button_{'checked' if option == held else 'unchecked'}:",
                width="stretch",
                on_click=take_tap,
                args=(self._here, option, path, write, self.after),
            )
        self.faults(path)

    def select(
        self,
        path: str,
        options: Sequence[Any],
        name: str,
        labels: Callable[[Any], str],
        *,
        stem: str | None = None,
        held: Any = None,
        write: Callable[[Draft, Any], None] | None = None,
    ) -> None:
        """One of many options, to be searched by typing."""
        key = self._seed(stem or path, self._held(path, options, None, held, write))
        st.selectbox(
            self._draws(path, key, self.say(f"field.{name}.label")),
            options,
            index=None,
            key=key,
            format_func=labels,
            placeholder=self.say(f"field.{name}.placeholder"),
            help=self.hint(f"field.{name}.help"),
            filter_mode="contains",
            on_change=take_choice,
            args=(self._here, key, path, write),
        )
        self.faults(path)

    def period(
        self, path: str, options: Sequence[str], name: str, default: str | None, *, stem: str | None = None
    ) -> None:
        """A period in a narrow list, beside its amount; without a default it is asked."""
        key = self._seed(stem or path, self._held(path, options, default, None, None))
        st.selectbox(
            self._draws(path, key, self.say(f"field.{name}.label")),
            options,
            key=key,
            index=None if default is None else 0,
            placeholder=self.say("note.choose"),
            format_func=partial(self.option, name),
            filter_mode=None,
            on_change=take_choice,
            args=(self._here, key, path, None),
        )
        self.faults(path)

    def several(
        self,
        path: str,
        options: Sequence[str],
        name: str,
        held: Iterable[str],
        write: Callable[[Draft, Any], None],
        labels: Callable[[str], str] | None = None,
        *,
        label: str | None = None,
    ) -> None:
        """Any number of options, as chips; `label` names the question where `name` names the options only."""
        key = self._seed(path, [option for option in options if option in set(held)])
        st.pills(
            self._draws(path, key, self.say(f"field.{label or name}.label")),
            options,
            selection_mode="multi",
            key=key,
            format_func=labels or partial(self.option, name),
            help=self.hint(f"field.{name}.help"),
            on_change=take_choice,
            args=(self._here, key, path, write),
        )
        self.faults(path)

    def at_once(
        self, path: str, name: object, text: str, value: Any, write: Callable[[Draft, Any], None] | None = None
    ) -> None:
        """A button that fills in a field that stands beside it, in one tap."""
        st.button(
            text,
            key=self.key(f"{path}.at_once.{name}"),
            on_click=take_at_once,
            args=(self._here, self.key(path), path, value, write),
        )

    def tick(
        self,
        path: str,
        name: str,
        *,
        stem: str | None = None,
        held: bool | None = None,
        write: Callable[[Draft, Any], None] | None = None,
    ) -> None:
        """A box to tick. `write` takes the answer where it is more than one value of the draft."""
        key = self._seed(stem or path, bool(self.draft.get(path)) if held is None else held)
        st.checkbox(
            self.say(f"field.{name}.label"),
            key=key,
            help=self.hint(f"field.{name}.help"),
            on_change=take_choice,
            args=(self._here, key, path, write or (lambda d, ticked: d.put(path, ticked or None))),
        )

    def _held(self, path: str, options: Sequence[Any], default: Any, held: Any, write: Any) -> Any:
        value = held if write is not None else self.draft.get(path, default)
        return value if value in options else default
