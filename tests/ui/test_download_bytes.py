"""Every download is bytes that the visit holds, also while a new run of its page is on its way.

Given a function, Streamlit makes the file when it is asked for and throws it away after two runs of any visitor's
script: with one busy visitor beside and 0.2 s of network, 25 downloads of 40 failed. Of bytes it forgets at the start
of each run of a visitor that the page shows them.
"""

from __future__ import annotations

import gc
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from compensation.ui.parts import file_button

UI = Path(__file__).parents[2] / "compensation" / "ui"


def test_all_downloads_are_drawn_in_one_place() -> None:
    drawn = [path.name for path in sorted(UI.rglob("*.py")) if "download_button(" in path.read_text(encoding="utf-8")]
    assert drawn == ["file_button.py"]


class Server:
    """Streamlit's own manager of files, and one visit to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files = MediaFileManager(MemoryMediaFileStorage("/media"))
        self.visit = SimpleNamespace(session_id="visit")
        monkeypatch.setattr(file_button, "get_instance", lambda: SimpleNamespace(media_file_mgr=self.files))
        monkeypatch.setattr(file_button, "get_script_run_ctx", lambda: self.visit)
        monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: self.visit.session_id)
        self.held = file_button._Held()

    def draw(self, content: bytes) -> str:
        """What a run of the page does with a button: the address that the page then has."""
        self.held.hold("key", content, "text/csv", "a.csv")
        return self.files.add(content, "text/csv", "1.2", "a.csv", is_for_static_download=True)

    def begins(self) -> None:
        """A run of the page begins."""
        self.files.clear_session_refs("visit")

    def others_end(self) -> None:
        """Runs of others come to their end."""
        for _ in range(3):
            self.files.remove_orphaned_files()

    def gives(self, address: str) -> bytes | None:
        """What comes down from an address."""
        found = self.files.read_file(address.rsplit("/", 1)[1])
        return found and found.content


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def test_a_file_comes_down_while_its_page_is_drawn_anew_and_others_are_busy(server: Server) -> None:
    address = server.draw(b"mine")
    server.begins()
    server.others_end()
    assert server.gives(address) == b"mine"
    assert server.draw(b"mine") == address
    assert server.visit.session_id == "visit"


def test_a_file_that_another_took_the_place_of_goes(server: Server) -> None:
    first = server.draw(b"first")
    server.begins()
    second = server.draw(b"second")
    server.others_end()
    assert (server.gives(first), server.gives(second)) == (None, b"second")


@pytest.mark.parametrize("how", ["the visit ends", "the visitor throws it away"])
def test_nothing_is_held_of_a_visit_that_is_over(server: Server, how: str) -> None:
    address = server.draw(b"mine")
    server.begins()
    if how == "the visit ends":
        del server.held
        gc.collect()
    else:
        server.held.let_go()
    server.others_end()
    assert server.gives(address) is None
