"""What more than one room uses: words, tables, charts, the draft, the answer."""
