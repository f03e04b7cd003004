"""Commands of `python -m runners`, one module each: `main(arguments: list[str]) -> int`."""
