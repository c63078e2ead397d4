"""The page Regels en bronnen."""
