"""Pages: what residents and the public see, and the desk of conveners and tellers."""
