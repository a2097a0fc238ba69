"""The registry of districts: one district is one PostgreSQL schema."""
