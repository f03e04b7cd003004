"""A person's own program."""
