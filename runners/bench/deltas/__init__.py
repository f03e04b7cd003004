"""Whether a larger delta widens the margins that it is meant to widen, and no others."""
