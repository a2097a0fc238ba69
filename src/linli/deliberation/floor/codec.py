"""States and commands to JSON and back, without loss."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from linli.deliberation.floor.commands import Command
from linli.deliberation.floor.state import Floor

_floor: TypeAdapter[Floor] = TypeAdapter(Floor)
_command: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="do")])


def pack(state: Floor) -> str:
    return _floor.dump_json(state).decode()


def unpack(text: str) -> Floor:
    return _floor.validate_json(text)


def pack_command(command: Command) -> str:
    return _command.dump_json(command, exclude_none=True).decode()


def unpack_command(text: str) -> Command:
    return _command.validate_json(text)
