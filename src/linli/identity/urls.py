"""Addresses of this module."""

from linli.identity import people_urls, signin_urls
from linli.identity.tokens import urls as token_urls

urlpatterns = [*signin_urls.urlpatterns, *people_urls.urlpatterns, *token_urls.urlpatterns]
