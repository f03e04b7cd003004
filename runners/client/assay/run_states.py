"""The states of a run that are its end, as `domain/runs/run-rules.ts` has them."""

SETTLED = frozenset(("finished", "failed", "cancelled", "lost"))
