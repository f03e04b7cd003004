"""Bringing a model into the project."""
