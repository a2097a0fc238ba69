"""Writing a day's figures; inside a transaction only."""

from linli.insight.counting import groups
from linli.insight.models import Coverage, Dimension
from linli.insight.withholding import shown
from linli.kernel import clock


def count_coverage(community: int) -> int:
    """Count a community's people anew for today; answers how many groups there are.

    Counted twice on a day, the later count stands. Groups by age part the community, so their
    total is known; estates, buildings and roles are treated as if theirs were, too.
    """
    today = clock.today()
    rows = [
        Coverage(
            community=community,
            day=today,
            dimension=dimension,
            key=key,
            registered=each.registered,
            proved=each.proved,
            active=each.active,
        )
        for dimension, found in groups(community).items()
        for key, each in shown(found, total_is_shown=dimension != Dimension.ALL).items()
    ]
    Coverage.objects.within(community).filter(day=today).delete()
    Coverage.objects.bulk_create(rows)
    return len(rows)
