"""The mall: what residents take for points, at merchants and neighbours."""
