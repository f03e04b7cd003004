"""Reading datasets that people bring, and writing the sample dataset."""
