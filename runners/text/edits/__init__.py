"""Edits that turn a right summary wrong: pure, seeded, checked against the source, and undone by their inverse."""
