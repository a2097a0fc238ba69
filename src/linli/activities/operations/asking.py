"""What ends with an account."""

from linli.activities.models import FreeHours, GroupMember


def erase_of(person: int) -> None:
    """When they were free concerns nobody any more; they are in no group."""
    for model in (FreeHours, GroupMember):
        model.objects.across_communities("one person's own").filter(person=person).delete()
