"""Seeded clinical dialogues with notes whose truth is known sentence by sentence."""
