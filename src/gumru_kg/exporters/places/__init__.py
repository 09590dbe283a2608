"""Places and time for gazetteers, maps and globes."""
