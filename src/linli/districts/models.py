"""Districts and their host names: the only tables in `public` besides the job queue."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class District(TenantMixin):
    """One district is one schema; people of one do not exist in another."""

    auto_create_schema = False
    auto_drop_schema = False

    #: The name shown on pages, per language.
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    #: The origin line of the district's transparency log, for ever the same (tlog-checkpoint).
    log_origin = models.CharField(max_length=200, unique=True)
    #: Six digits of GB/T 2260.
    region_code = models.CharField(max_length=6)

    def __str__(self) -> str:
        return self.schema_name


class Domain(DomainMixin):
    """A host name under which a district is reached."""
