"""Commands of `assay`, one module each: `add_arguments(parser)` and `run(parsed) -> exit code, or None for 0`."""
