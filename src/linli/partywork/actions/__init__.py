"""What party organisations do with a matter, and what people say of it."""
