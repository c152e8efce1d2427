"""The network address that a request comes from, for what is limited by address."""

import ipaddress

from allauth.core.internal.httpkit import clean_client_ip
from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"  # through a socket without addresses: all of those together


def client_address(request: HttpRequest) -> str:
    """An IPv4 or IPv6 address. Of X-Forwarded-For, to which each of our proxies appends whom it was
    asked by, only what the first of them wrote; visitors may have written what stands before. If it
    is shorter than there are proxies, some were passed by: then what the nearest of them wrote."""
    written = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    said = written[-proxies if proxies <= len(written) else -1] if proxies else ""
    text = clean_client_ip(said) or clean_client_ip(request.META.get("REMOTE_ADDR", ""))
    if text is None:
        return UNKNOWN
    address = ipaddress.ip_address(text.partition("%")[0])  # without a zone of our own (RFC 4007)
    return str(getattr(address, "ipv4_mapped", None) or address)
