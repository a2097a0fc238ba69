"""Entry points, a file per concern: drafting, the roll, the course, the result, the estate."""
