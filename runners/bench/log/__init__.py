"""What a logging call costs."""
