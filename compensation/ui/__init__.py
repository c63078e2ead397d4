"""The Streamlit app: the only part of Passend that knows a screen."""
