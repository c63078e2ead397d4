"""The page Branche: a file of placements, its overview, a row of it, a proposed norm."""
