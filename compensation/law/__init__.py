"""The law on a placement, a chapter a file: plain functions of named whole numbers, and nothing else.

`rules.py` says what a rule is; `ledger` cuts a placement into entries; `travel`, `expenses`, `schemes`, `norms`,
`allowance`, `minimum_wage`, `employer_cost`, `subsidy` and `genuine_placement` are the chapters; `assess` puts them in
order. How they are run (plainly, told, or compiled for a table) is the business of compensation.reading.
"""
