"""Makes wrong summaries of right ones."""
