"""The root of the API: the modules' routers, one way of refusing, one description."""

import json
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from linli.activities.api import router as activities
from linli.awards.api import router as awards
from linli.awards.api_sanctions import router as sanctions
from linli.cases.api import router as cases
from linli.deliberation.api import router as deliberation
from linli.duties.api import router as duties
from linli.files.api import router as files
from linli.grids.api import router as grids
from linli.identity.api import phones, proposals
from linli.identity.api import router as identity
from linli.insight.api import router as insight
from linli.kernel.api import Problem
from linli.kernel.errors import Refused
from linli.ledger.api import router as ledger
from linli.mall.api import router as mall
from linli.mandates.api import router as mandates
from linli.meetings.api import router as meetings
from linli.meetings.api.minutes import router as minutes
from linli.notices.api import router as notices
from linli.organisations.api import router as organisations
from linli.partywork.api import router as partywork
from linli.places.api import router as places
from linli.polls.api import router as polls
from linli.recognition.api import router as recognition
from linli.recognition.api.honours import router as honours
from linli.representation.api import router as representation
from linli.residence.api import router as residence
from linli.resolutions.api import router as resolutions
from linli.stalling.api import router as stalling
from linli.threads.api import router as threads
from linli.timebank.api import router as timebank
from linli.timebank.api.hours import router as hours
from linli.voting.api import router as voting
from linli.voting.api_proofs import router as proofs
from linli.web.problems import CODES, MEDIA_TYPE, of_refusal, of_validation, problem
from linli.wishes.api import router as wishes

VERSION = "1"
#: Problems that an operation may answer: all of them, and those that need the caller to be known.
ANY = (400, 404, 405, 422, 429)
KNOWN = (401, 403, 409)


#: The escape of a surrogate: two of them are one letter.
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


class Body(Parser):
    """JSON, but for the letters that no text of PostgreSQL can hold: NUL, and half a letter."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises ValueError, which is answered as a body that is not understood."""
        if b"\\u0000" in request.body:
            raise ValueError("NUL")
        value = super().parse_body(request)
        if _HALF.search(request.body):
            json.dumps(value, ensure_ascii=False).encode()  # fails for a half without its other
        return value


class API(NinjaAPI):
    """Ninja with problem details in its description."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        model = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(model.pop("$defs", {}))
        schemas["Problem"] = model
        for path in schema["paths"].values():
            for operation in path.values():
                statuses = ANY + (KNOWN if operation.get("security") else ())
                for status in statuses:
                    operation["responses"][str(status)] = _described(status)
        return schema


def _described(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": CODES.get(status, "the module's own code"), "content": content}


api = API(
    title="Linli 邻里",
    version=VERSION,
    urls_namespace="api",
    docs_url=None,
    parser=Body(),
    description="What people and organisations may do by software. Errors are RFC 9457 problems.",
)
# the first that fits is taken: what a whole estate asks for on one evening comes first
api.add_router("", voting)
api.add_router("", proofs)
api.add_router("", identity)
api.add_router("", proposals)
api.add_router("", phones)
api.add_router("", places)
api.add_router("", residence)
api.add_router("", organisations)
api.add_router("", grids)
api.add_router("", mandates)
api.add_router("", duties)
api.add_router("", notices)
api.add_router("", files)
api.add_router("", threads)
api.add_router("", ledger)
api.add_router("", activities)
api.add_router("", awards)
api.add_router("", sanctions)
api.add_router("", mall)
api.add_router("", recognition)
api.add_router("", honours)
api.add_router("", timebank)
api.add_router("", deliberation)
api.add_router("", polls)
api.add_router("", representation)
api.add_router("", stalling)
api.add_router("", resolutions)
api.add_router("", cases)
api.add_router("", partywork)
api.add_router("", meetings)
api.add_router("", minutes)
api.add_router("", hours)
api.add_router("", wishes)
api.add_router("", insight)


@api.exception_handler(Refused)
def refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    return of_refusal(error)


@api.exception_handler(ValidationError)
def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_validation(error.errors)


@api.exception_handler(AuthenticationError)
def unknown_caller(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem(401, CODES[401])


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(404, CODES[404])


@api.exception_handler(HttpError)
def other(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, CODES.get(error.status_code, "web.bad_request"))
