"""Pages of stalls."""
