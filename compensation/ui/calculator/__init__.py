"""The pages of the employer and the student: the form, the answer, keeping and sharing."""
