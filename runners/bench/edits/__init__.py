"""Rewrites of summaries by edits."""
