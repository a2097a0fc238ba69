"""What people do with the mandates of representatives."""
