"""Speed and memory of fine-tuning on one device."""
