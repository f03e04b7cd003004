"""Tells the truth of every sentence of a note about a simulated patient, by the facts that the patient was made of."""
