"""Text made comparable: normal forms, sentences, numbers, drug names."""
