"""Figures about people that name nobody."""

#: No figure below this, and none from which one could be worked out (house rule on figures).
LEAST = 10
