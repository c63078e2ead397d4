"""A branch association with a real browser: the example up, every tab looked at, everything taken home."""

from __future__ import annotations

import pytest

from compensation import load_rulebook
from compensation.table.example import example_csv, example_xlsx
from compensation.texts import inside, text

BOOK = load_rulebook()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("branch")
    (folder / "nl.csv").write_bytes(example_csv(BOOK, "nl"))
    (folder / "en.xlsx").write_bytes(example_xlsx(BOOK, "en"))
    (folder / "large.csv").write_bytes(bytes(6 * 1024 * 1024))
    return folder


def upload(guest, path):
    guest.page.locator("input[type=file]").set_input_files(path)
    guest.page.get_by_role("tab").first.wait_for()
    return guest.settle()


@pytest.mark.parametrize(
    ("lang", "width", "scheme", "name"),
    [("nl", 375, "light", "nl.csv"), ("en", 1280, "dark", "en.xlsx")],
)
def test_a_file_on_every_tab(visitor, files, lang, width, scheme, name):
    guest = visitor(width=width, scheme=scheme).open("branche", lang=lang)
    upload(guest, files / name)
    said = text("branch.upload.all_good", lang, rows=500, results=500).replace("**", "")
    assert said in guest.words()
    for tab in guest.page.get_by_role("tab").all():
        tab.click()
        guest.settle()
        assert guest.sideways() <= 0
        assert guest.axe() == []
    assert guest.foreign_requests() == []
    assert guest.errors == []


def test_everything_can_be_taken_home(visitor, files):
    guest = visitor().open("branche", lang="nl")
    upload(guest, files / "nl.csv")
    for name, ending in (("xlsx", ".xlsx"), ("results", ".csv")):
        called = inside(text(f"branch.download.{name}", "nl"), "nl")
        guest.page.get_by_role("button", name=text("shell.file.make", "nl", name=called)).click()
        with guest.page.expect_download() as taken:
            guest.page.get_by_role("button", name=text("shell.file.download", "nl", name=called)).click()
        assert taken.value.suggested_filename.endswith(ending)
        assert taken.value.path().stat().st_size > 50_000


def test_the_example_is_tried_and_a_row_opens_in_the_calculator_and_back(visitor):
    guest = visitor(width=375).open("branche", lang="nl")
    guest.press(text("branch.upload.try_example", "nl"))
    guest.page.get_by_role("tab").nth(1).click()
    guest.settle()
    guest.press(text("branch.row.open", "nl"))
    guest.page.wait_for_url("**/werkgever*")
    guest.settle().page.get_by_role("link", name="Branche").last.click()
    guest.page.get_by_text("500 rijen gelezen").wait_for()
    guest.page.get_by_role("tab").nth(1).wait_for()


def test_a_file_that_is_too_large_is_not_read(visitor, files):
    guest = visitor().open("branche", lang="nl")
    guest.page.locator("input[type=file]").set_input_files(files / "large.csv")
    guest.page.wait_for_timeout(1000)
    assert guest.page.get_by_role("tab").count() == 0
    assert "passend table IN OUT" in guest.words()
