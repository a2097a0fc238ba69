"""Pages of grids, a file per kind of reader."""
