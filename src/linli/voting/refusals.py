"""Why this module refuses, in the reader's words."""

from linli.kernel.errors import Text

REFUSALS: dict[str, Text] = {}
