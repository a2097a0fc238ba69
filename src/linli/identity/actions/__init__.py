"""Entry points of every change on people."""
