"""The words that Streamlit writes itself, always in English, and what they are in the language of the page.

Streamlit has no setting for them. What the browser meets of them is said in the visitor's language by document.js; the
words that are left are listed in docs/streamlit_words.md. A word in braces stands for what follows from the page.
"""

from __future__ import annotations

from compensation.texts import text

#: name (streamlit.<name> in the texts) -> as Streamlit writes it.
WORDS = {
    "skip": "Skip to main content",
    "sidebar": "Sidebar",
    "pages": "App pages",
    "menu": "Expand sidebar",
    "close_menu": "Collapse sidebar",
    "home": "Navigate to home page",
    "heading": "Link to heading",
    "help": "Help for {label}",
    "choose": "Choose an option",
    "none_found": "No results",
    "found": "{count} options available.",
    "clear": "Clear value",
    "enter": "Press Enter to apply",
    "copy": "Copy to clipboard",
    "tabs_left": "Scroll tabs left",
    "tabs_right": "Scroll tabs right",
    "choose_date": "Choose date",
    "choose_date_in": "Choose date, {month}",
    "clear_date": "Clear date",
    "next_month": "Next month",
    "previous_month": "Previous month",
    "arrow_keys": "Use arrow keys to navigate dates. Enter to select. Escape to close.",
    "chosen_date": "Selected Date: {date}",
    "day": "day, {label}",
    "month": "month, {label}",
    "year": "year, {label}",
    "year_form": "yyyy",
    "empty": "Empty",
    "error": "Error",
    "error_colon": "Error:",
    "too_early": ": Date set outside allowed range. Please select a date on or after {date}.",
    "too_late": ": Date set outside allowed range. Please select a date on or before {date}.",
    "out_of_range": ": Date set outside allowed range. Please select a date between {date} and {last}.",
    "upload": "Upload",
    "add_files": "Add files",
    "add_icon": "add icon",
    "file_upload": "file upload",
    "per_file": "{size} per file",
    "remove": "Remove {file}",
    "too_big": "File must be {size} or smaller.",
    "wrong_kind": "{kind} files are not allowed.",
    "chart_data": "Show data: {chart}",
    "chart_picture": "Download as PNG: {chart}",
    "chart_copy": "Copy Vega-Lite spec: {chart}",
    "chart_large": "Fullscreen: {chart}",
    "connecting": "Connecting",
    "progress": "progress",
    "running": "Running...",
    "no_connection": "Connection error",
}


def spoken(lang: str) -> dict[str, str]:
    """Streamlit's words, each with what it is in a language."""
    return {english: text(f"streamlit.{name}", lang) for name, english in WORDS.items()}
