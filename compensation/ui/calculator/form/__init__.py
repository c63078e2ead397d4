"""The shared form: the questions that matter for a placement, in the words of an employer or of a student."""
