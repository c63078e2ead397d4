"""What is said of a result: the steps in words, the ground of an amount, what must be looked up again."""
