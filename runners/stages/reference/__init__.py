"""Log-probabilities of the reference, computed once for every run that trains against it."""
