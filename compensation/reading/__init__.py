"""How the law is run: `plain` for one person, `told` keeping what each rule did, `compiled` for a table."""
