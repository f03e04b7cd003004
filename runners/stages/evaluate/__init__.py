"""Scores generated notes, alone and against a baseline."""
