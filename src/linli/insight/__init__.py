"""Figures for the public and for staff; reads only."""
