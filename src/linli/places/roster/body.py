"""The cells of a sheet's body by the names of their fields."""

from linli.places.roster.table import Row, Spans
from linli.places.roster.types import Layout, Sheet

#: Fields whose further columns speak of further people.
SIDE_BY_SIDE = {"co_owner", "co_owner_id"}


class Body:
    """Rows of a sheet below its heading."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.rows = sheet.rows
        self.columns = layout.columns
        self.beside = layout.beside
        self.spans = Spans(sheet.merges, layout.first)

    def get(self, at: int, row: Row, name: str) -> str | None:
        """The cell of a field, taken from above where a merged cell spans it."""
        column = self.columns.get(name)
        if column is None:
            return None
        value = self.own(row, name)
        if value is None:
            source = self.spans.source(at, column)
            above = self.rows[source] if source is not None else ()
            value = above[column] if column < len(above) else None
        return value

    def own(self, row: Row, name: str) -> str | None:
        """The cell itself, without what spans it."""
        column = self.columns.get(name)
        if column is None:
            return None
        more = () if name in SIDE_BY_SIDE else self.beside.get(name, ())
        for each in (column, *more):
            if each < len(row) and row[each] is not None:
                return row[each]
        return None

    def every(self, at: int, row: Row, name: str) -> list[str | None]:
        """The cells of all columns of a field, in their order."""
        if name not in self.columns:
            return []
        more = (row[n] if n < len(row) else None for n in self.beside.get(name, ()))
        return [self.get(at, row, name), *more]

    def spanned(self, at: int, *names: str) -> bool:
        """Whether the first of these fields that has a column is spanned from above."""
        column = next((self.columns[name] for name in names if name in self.columns), None)
        return column is not None and self.spans.source(at, column) is not None
