"""The page Sectoren: every scheme for one and the same placement."""
