"""The API of this module."""

from ninja import Router

from linli.places.api.homes import router as homes
from linli.places.api.rosters import router as rosters

router = Router(tags=["places"])
router.add_router("", homes)
router.add_router("", rosters)
