"""What is kept of where somebody signs in from: little. Pure but for the key of the hash.

A user agent and an address are personal data. Of the first we keep "Chrome on Android"; of the
second nothing in the list of sessions, and a keyed hash in the counters of tries.
"""

import hashlib
import ipaddress

from linli.identity.vault import vault

#: In this order: Edge and others also call themselves Chrome, Chrome calls itself Safari.
BROWSERS = (
    ("MicroMessenger", "Weixin"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("QQBrowser", "QQ Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
#: Somebody with one IPv6 line has 2^64 addresses, so a line counts as one.
IPV6_LINE = 64


def device_of(user_agent: str) -> str:
    """Browser and system as ``Chrome/Android``, each empty when unknown; nothing finer."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser}/{system}"


def hidden_address(address: str) -> str:
    """A stand-in for an address, equal for equal lines: an IPv6 address made of a keyed hash.

    It has the form of an address (in fd00::/8, which is never routed) because allauth's limits
    and its table of sessions want one.
    """
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            parsed = parsed.ipv4_mapped
        else:
            parsed = ipaddress.ip_network((parsed, IPV6_LINE), strict=False).network_address
    digest = hashlib.sha256(vault().blind(str(parsed), kind="address")).digest()
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))
