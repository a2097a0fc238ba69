"""What the log shows: the tree for machines, pages for people."""
