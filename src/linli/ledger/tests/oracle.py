"""A ledger as a child would keep it: dictionaries and lists, no database. For comparison only."""

from dataclasses import dataclass, field


@dataclass
class Box:
    issuer: bool
    lots: list[list[int]] = field(default_factory=list)  # [expiry, left], first in first out
    promised: dict[int, tuple[int, int]] = field(default_factory=dict)  # hold -> (to, amount)
    frozen: bool = False
    total: int = 0
    cap: int | None = None
    keeps_lots: bool = True

    @property
    def held(self) -> int:
        return sum(amount for _to, amount in self.promised.values())


class Oracle:
    """Answers `done`, `again` or the refusal's code, and keeps what it did."""

    def __init__(self) -> None:
        self.boxes: dict[int, Box] = {}
        self.requests: dict[str, tuple] = {}
        self.moves: dict[str, tuple[int, int, int]] = {}
        self.paid_from: dict[str, list[tuple[int, int]]] = {}
        self.undone: dict[str, int] = {}
        self.ended: dict[int, str] = {}

    def transfer(  # noqa: C901, PLR0911 (one list of reasons, in order)
        self, key, a, b, amount, expiry, *, hold=None, undoes=None
    ) -> str:
        asked = ("move", a, b, amount, hold, undoes)
        if key in self.requests:
            return "again" if self.requests[key] == asked else "ledger.key_reused"
        giver, taker = self.boxes[a], self.boxes[b]
        promised = skipped = 0
        if hold is not None:
            if hold not in giver.promised or giver.promised[hold][0] != b:
                return "ledger.hold_over"
            promised = giver.promised[hold][1]
            if amount > promised:
                return "ledger.above_hold"
        elif undoes is None and (giver.frozen or taker.frozen):
            return "ledger.frozen"
        if undoes is not None:
            before = self.moves.get(undoes)
            skipped = self.undone.get(undoes, 0)
            if before is None or before[:2] != (b, a) or skipped + amount > before[2]:
                return "ledger.above_original"
        if not giver.issuer and giver.total - giver.held + promised - amount < 0:
            return "ledger.not_enough"
        if taker.cap is not None and taker.total + amount > taker.cap:
            return "ledger.above_cap"
        self.requests[key] = asked
        self.moves[key] = (a, b, amount)
        if undoes is not None:
            self.undone[undoes] = skipped + amount
        if hold is not None:
            del giver.promised[hold]
            self.ended[hold] = "posted"
        giver.total -= amount
        taker.total += amount
        used = self._take(giver, amount) if giver.keeps_lots else []
        self.paid_from[key] = used
        if taker.keeps_lots:
            source = used if giver.keeps_lots else self.paid_from.get(undoes or "", [])
            self._put(taker, amount, expiry, source, 0 if giver.keeps_lots else skipped)
        return "done"

    @staticmethod
    def _take(box: Box, amount: int) -> list[tuple[int, int]]:
        used = []
        box.lots.sort(key=lambda lot: lot[0])
        for lot in box.lots:
            part = min(lot[1], amount)
            if part:
                lot[1] -= part
                amount -= part
                used.append((lot[0], part))
        assert amount == 0
        return used

    @staticmethod
    def _put(
        box: Box, amount: int, expiry: int, source: list[tuple[int, int]], skipped: int
    ) -> None:
        for day, part in sorted(source, reverse=True):
            gone = min(part, skipped)
            skipped -= gone
            back = min(part - gone, amount)
            if back:
                box.lots.append([day, back])
                amount -= back
        if amount:
            box.lots.append([expiry, amount])

    def hold(self, number, a, b, amount) -> str:
        giver = self.boxes[a]
        if giver.frozen:
            return "ledger.frozen"
        if not giver.issuer and giver.total - giver.held - amount < 0:
            return "ledger.not_enough"
        giver.promised[number] = (b, amount)
        return "done"

    def release(self, number, a) -> str:
        if number in self.ended:
            return "again" if self.ended[number] == "void" else "ledger.hold_over"
        del self.boxes[a].promised[number]
        self.ended[number] = "void"
        return "done"

    def live(self, account: int) -> dict[int, int]:
        """Expiry -> what is left of it."""
        found: dict[int, int] = {}
        for day, left in self.boxes[account].lots:
            if left:
                found[day] = found.get(day, 0) + left
        return found
