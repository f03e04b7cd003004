"""What both sides of the runner agree on: launch, stages, estimates, frames."""
