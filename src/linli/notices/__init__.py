"""Notices: what people are told, over which channel, and the evidence that it reached them."""
