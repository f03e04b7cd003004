"""Checks before a run takes a device; nothing here imports torch."""
