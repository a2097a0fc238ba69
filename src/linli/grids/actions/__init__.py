"""What people do with grids, a file per concern."""
