"""Nightly clean-up, district by district."""

from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.files import actions, operations, parameters
from linli.files.queries import untaken_before
from linli.kernel import clock
from linli.kernel.actor import SYSTEM


@app.periodic(cron="23 19 * * *")  # 03:23 in Shanghai
@app.task(name="linli.files.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the clock of the kernel counts)
    """Uploads that nothing took, and bytes without a row."""
    for schema in all_schemas():
        with in_district(schema):
            sweep_district()


def sweep_district() -> None:
    """In the district in which we are; a night without old uploads leaves no event."""
    if untaken_before(clock.now() - parameters.UNTAKEN_FOR).exists():
        actions.sweep(SYSTEM)
    operations.remove_strays()
