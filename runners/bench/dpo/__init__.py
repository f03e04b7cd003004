"""The stage dpo against TRL's own trainer."""
