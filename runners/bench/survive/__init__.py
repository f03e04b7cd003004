"""What kill -9 costs."""
