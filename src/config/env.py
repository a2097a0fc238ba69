"""What the environment decides, read once and frozen. Wrong settings fail here, at the start."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, IPvAnyNetwork, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Env(BaseSettings):
    """Every variable is written ``LINLI_<NAME>``; the two database addresses also without."""

    model_config = SettingsConfigDict(env_prefix="LINLI_", frozen=True, extra="ignore")

    #: `production` refuses demo mode, short keys and plain-text cookies.
    mode: Literal["local", "production"] = "local"
    #: Whether the list "enter as …" exists.
    demo: bool = False
    #: The application's role; it cannot change immutable tables.
    database_app_url: str = Field(validation_alias="DATABASE_APP_URL")
    #: The owner's role; used by migrations and grants only.
    database_owner_url: str = Field(default="", validation_alias="DATABASE_OWNER_URL")
    #: `owner` for migrations, `app` for all else (then the owner's address is not even known).
    role: Literal["app", "owner"] = "app"
    data: Path = ROOT / "var"
    #: Folder of the keys; keep it off the database's machine and out of its backups.
    keys: Path = ROOT / "var" / "keys"
    #: Host names of the default district besides those in the registry.
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    default_district: str = "demo"
    #: What the default district is called and its code (GB/T 2260), taken when it is first made.
    district_name: str = "禅城区（示范）"
    district_name_en: str = "Chancheng (demo)"
    district_code: str = Field(default="440604", pattern=r"^[0-9]{6}$")
    #: The name of its public log (a schemeless address of ours); it never changes afterwards.
    district_origin: str = "linli.example/demo"
    #: `console` prints codes into the server's log (local only); `http` posts to a gateway.
    sms: Literal["console", "http"] = "console"
    sms_url: str = ""
    sms_token: SecretStr = SecretStr("")
    #: With it the gateway signs its delivery reports; without it there is no address for them.
    sms_report_secret: SecretStr = SecretStr("")
    #: A dotted path to ``(name, ID number) -> bool``; empty: only staff prove real names.
    real_name_provider: str = ""
    #: How many trusted proxies stand in front and add to X-Forwarded-For; without it their address
    #: would be everybody's, and one person's wrong codes would lock all out.
    proxies: int = 0
    #: OpenID Connect and Weixin sign-in; off while the client id is empty.
    oidc_name: str = ""
    oidc_server: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    weixin_client: str = ""
    weixin_secret: SecretStr = SecretStr("")

    #: WeChat template messages of an official account; off while app or template is empty.
    wechat_url: str = "https://api.weixin.qq.com"
    wechat_app: str = ""
    wechat_secret: SecretStr = SecretStr("")
    wechat_template: str = ""
    #: Push services that browsers may name; a name stands for its subdomains too.
    push_hosts: tuple[str, ...] = (
        "fcm.googleapis.com",
        "push.services.mozilla.com",
        "notify.windows.com",
        "push.apple.com",
    )
    #: Whom a push service writes to when something is wrong (RFC 8292).
    push_contact: str = "mailto:webmaster@linli.example"
    #: Networks of ours in which another district's platform may stand, as in 10.20.0.0/16; else
    #: clearing calls public addresses alone.
    clearing_networks: tuple[IPvAnyNetwork, ...] = ()
    #: The address of this site that messages lead to, as in https://linli.example
    wechat_site: str = ""
    #: A folder of rule profiles for owners' decisions, read beside our own.
    vote_profiles: Path | None = None
    #: The same for schemes of the time bank.
    time_profiles: Path | None = None

    @model_validator(mode="after")
    def production_is_strict(self) -> Self:
        """Say no at the start rather than run unsafely."""
        if self.mode == "production":
            if self.demo:
                message = "LINLI_DEMO must be off in production: it lets anyone enter as anyone"
                raise ValueError(message)
            if self.sms == "console":
                message = "LINLI_SMS=console writes sign-in codes into a log: set LINLI_SMS=http"
                raise ValueError(message)
            invented = {"district_name", "district_code", "district_origin"} - self.model_fields_set
            if invented:
                names = ", ".join(f"LINLI_{name.upper()}" for name in sorted(invented))
                message = (
                    f"production needs the district's own {names}: they stand in its log for ever"
                )
                raise ValueError(message)
        if self.sms == "http" and not self.sms_url:
            message = "LINLI_SMS=http needs LINLI_SMS_URL"
            raise ValueError(message)
        return self


def secret_key(keys: Path) -> str:
    """Django's signing key, from the keys folder."""
    return (keys / "secret_key").read_text().strip()
