"""Uploads: told by their content, made anew, sealed where private, read by their owner's rule."""
