"""Who lives where and by what right: claims, households, activation slips."""
