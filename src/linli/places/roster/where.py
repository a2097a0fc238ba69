"""Where the unit of a row lies: building, stairwell, room. Blank cells continue what stands above."""

from linli.places.roster import cells, floors
from linli.places.roster.body import Body
from linli.places.roster.sheets import Formula, Stamp
from linli.places.roster.table import Row
from linli.places.roster.types import Layout

#: (code, field) of what is wrong.
Problems = list[tuple[str, str]]


class Where:
    """Remembers, from row to row of one sheet, what blank cells continue."""

    def __init__(self, body: Body, layout: Layout) -> None:
        self.body = body
        self.layout = layout
        self.place = "parking_no" if layout.parking else "room"
        self.forget()

    def forget(self) -> None:
        """Below a subtotal nothing continues."""
        self.building = self.stair = self.floor = ""

    def of(self, at: int, row: Row, problems: Problems) -> tuple[str, str, str]:
        """Building, stairwell and room as they are shown; adds what is wrong to `problems`."""
        get = self.body.get
        room, floor = get(at, row, self.place), get(at, row, "floor")
        building, stair = get(at, row, "building"), get(at, row, "stair")
        whole = get(at, row, "address") if self.place not in self.layout.columns else room
        for value, name in (
            (building, "building"), (stair, "stair"), (floor, "room"), (whole, "room"),
        ):  # fmt: skip
            if isinstance(value, Formula):
                problems.append(("formula", name))
        if isinstance(room, Stamp | Formula) or not (room or whole):
            if not isinstance(room, Formula):
                problems.append(("building_missing", "room"))
            room = whole = None
        building = None if isinstance(building, Formula) else building
        stair = None if isinstance(stair, Formula) else stair
        parts = cells.address(whole) if whole and not self.layout.parking else None
        if parts and self._splits(parts, building):
            building, room = building or parts.building, parts.room
            stair = stair or parts.stair or None
        elif room and self.layout.stair_in_room and (both := cells.stair_and_room(room)):
            stair, room = stair or both[0], both[1]
        building, stair = self._continued(building, stair)
        room = self._on_floor(None if isinstance(floor, Formula) else floor, room)
        needs = not self.layout.parking and not building and ("formula", "building") not in problems
        if needs:
            problems.append(("building_missing", "building"))
        return building, stair, (room or whole or f"?{at + 1}").strip()

    def _splits(self, parts: cells.Address, building: str | None) -> bool:
        """A whole address in the column of rooms, which does not contradict the building's."""
        if self.layout.stair_in_room and not parts.stair:
            return False
        known = building or (self.building if "building" in self.layout.columns else "")
        return not known or cells.building_key(known) == cells.building_key(parts.building)

    def _continued(self, building: str | None, stair: str | None) -> tuple[str, str]:
        """A new building begins without a stairwell, and each stairwell without a floor."""
        now = building or self.building or self.layout.building
        if self.layout.parking:
            return building or "", stair or ""
        if now != self.building and cells.building_key(now) != (
            cells.building_key(self.building) if self.building else ""
        ):
            self.stair = self.floor = ""
        if stair and stair != self.stair:
            self.stair, self.floor = stair, ""
        self.building = now
        return now, self.stair

    def _on_floor(self, floor: str | None, room: str | None) -> str | None:
        """Where staff said that floor and room belong together: both as one."""
        if "floor" not in self.layout.columns:
            return room
        self.floor = floor or self.floor
        return floors.joined(self.floor, room) if room and self.floor else room
