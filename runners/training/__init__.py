"""What a training stage is made of: rows to tokens to batches, loss, optimizer, checkpoints."""
