"""Other cases beside one: what every scheme pays (sectors), and what a proposed norm would do (proposal)."""
