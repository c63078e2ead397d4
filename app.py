"""Passend, the app: `streamlit run app.py`, `python app.py` or `uvicorn app:app`.

Inside a visitor's run it draws the page. Outside one it is the server, with Passend's headers and language.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:
    from compensation.ui.shell.app import draw

    draw()
elif hasattr(st, "App"):
    from compensation.ui.shell.server import middleware, script_failed
    from compensation.ui.shell.warm import warm_up

    warm_up()
    app = st.App(__file__, middleware=middleware(), on_script_error=script_failed)
    if __name__ == "__main__":
        app.run()
