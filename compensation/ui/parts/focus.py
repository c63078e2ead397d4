"""The focus of the browser goes where a person goes on: a screen reader and a keyboard start there, not at the top.

It shows nothing and stores nothing.
"""

from __future__ import annotations

import re

import streamlit as st

#: Waits until the script is done and the place is drawn, for three seconds at most. What can be answered comes before
#: what explains it: the sign of a help is a button too.
_SCRIPT = """
const FIELDS = 'input:not([disabled]), [role=toolbar] button, [role=radio], button[data-testid^=stBaseButton]';
let done = 0;
export default function ({ data }) {
  if (!data.turn || data.turn === done) return;
  done = data.turn;
  let tries = 60, before = null;
  const look = () => {
    const app = document.querySelector('[data-testid=stApp]');
    const place = document.querySelector('.' + CSS.escape(data.place));
    const field = place && (place.matches(FIELDS) ? place : place.querySelector(FIELDS));
    const still = field && field === before && app.getAttribute('data-test-script-state') === 'notRunning';
    before = field;
    if (still) {
      if (data.name) { place.setAttribute('role', 'group'); place.setAttribute('aria-label', data.name); }
      field.focus({ preventScroll: true });
      place.style.scrollMarginTop = '5rem';
      place.scrollIntoView({ block: data.top ? 'start' : 'nearest' });
    } else if (--tries) { setTimeout(look, 50); }
  };
  look();
}
"""


#: An attribute that Streamlit has no setting for; again when a field is drawn later, before a keyboard comes up.
_NUMBERS = """
let wanted = [];
const mark = (field) => {
  if (wanted.some((place) => field.closest('.' + CSS.escape(place)))) field.inputMode = 'decimal';
};
const all = () => document.querySelectorAll('[data-testid=stTextInput] input').forEach(mark);
for (const happens of ['pointerdown', 'focusin'])
  document.addEventListener(happens, (event) => { if (event.target.matches?.('input')) mark(event.target); }, true);
export default function ({ data }) { wanted = data.places; all(); setTimeout(all, 300); }
"""


def move_focus(key: str, turn: int, *, name: str = "", top: bool = False) -> None:
    """Focus the first field in what has a key, once for each turn (0: never).

    `name` names it as a group for a screen reader; `top` brings it to the top of the window.
    """
    follow = st.components.v2.component("passend_focus", js=_SCRIPT)
    follow(data={"place": _place(key), "turn": turn, "name": name, "top": top}, key="passend_focus", width=1, height=1)


def wants_numbers(keys: list[str]) -> None:
    """Give the fields that have these keys the keyboard of numbers, with its comma, on a phone."""
    follow = st.components.v2.component("passend_numbers", js=_NUMBERS)
    # No list: Streamlit imports pandas to see whether one in the data might be a table.
    follow(data={"places": tuple(map(_place, keys))}, key="passend_numbers", width=1, height=1)


def _place(key: str) -> str:
    """The class that Streamlit gives to what has a key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())
