"""Pages of recognition: my contributions, what neighbours show, honours, the desk."""
