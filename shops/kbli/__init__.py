"""What businesses do, by KBLI 2025: the published list as data, and the codes that shops chose."""
