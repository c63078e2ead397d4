"""The cage: the only modules that open a foreign file, run in a child process with limits (compensation.table.cage).

They know no law and no rules: what they hand over is text, numbers, days and yes or no.
"""
