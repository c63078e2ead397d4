"""Passend, the app: `streamlit run app.py`, `python app.py` or `uvicorn app:app`.

Inside a visitor's run it draws the page. Outside one it is the server: the page, Passend's headers, the API.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:
    from compensation.ui.shell.app import draw

    draw()
elif hasattr(st, "App"):
    from compensation.api import routes
    from compensation.ui.shell.addresses import own_routes
    from compensation.ui.shell.server import middleware, prepare, script_failed

    settings = prepare()
    app = st.App(
        __file__,
        routes=[*own_routes(settings), *routes(settings)],
        middleware=middleware(settings),
        on_script_error=script_failed,
    )
    if __name__ == "__main__":
        app.run()
