"""The base of all facts.

A fact says what happened, in codes and ids. It holds no name, phone, ID number or address, so
that it may be kept for ever.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

#: Type name -> class; filled as fact classes are defined.
REGISTRY: dict[str, type["Fact"]] = {}

PLAIN = (str, int, bool, type(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`type` is ``module.what_happened``; `logged` facts also go into the transparency log.

    Values are str, int, bool, None, or lists of them: never a float, never personal data.
    """

    type: ClassVar[str] = ""
    logged: ClassVar[bool] = False
    #: An act of a person about themselves (consent, a ballot): its leaf tells the day and nothing
    #: finer, and nobody but that person sees what it committed to.
    personal: ClassVar[bool] = False
    #: What the fact is about: the kind of thing; `subject_id` names it.
    subject: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super(Fact, cls).__init_subclass__()
        if "type" in cls.__dict__:
            known = REGISTRY.setdefault(cls.type, cls)
            # dataclass(slots=True) makes the class a second time: the later one counts.
            if known.__qualname__ != cls.__qualname__:
                message = f"two facts are called {cls.type}"
                raise TypeError(message)
            REGISTRY[cls.type] = cls

    def payload(self) -> dict[str, Any]:
        """The fact's values, ready for JSON."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        for name, value in values.items():
            parts = value if isinstance(value, list | tuple) else [value]
            if not all(isinstance(part, PLAIN) for part in parts):
                message = f"{self.type}.{name} is not made of codes and ids"
                raise TypeError(message)
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}

    @property
    def subject_id(self) -> str:
        """The id of the subject; by convention the field that bears the subject's name."""
        return str(getattr(self, self.subject, "")) if self.subject else ""
