"""What officers of the parties do."""
