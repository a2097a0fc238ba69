"""Linli 邻里: the software that an urban community runs on."""
