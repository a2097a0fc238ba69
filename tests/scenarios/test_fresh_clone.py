"""A newcomer's first minutes: a fresh clone, nothing installed, in a folder of root's or a user's."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.scenarios.launcher import ROOT, Linli

pytestmark = pytest.mark.long


def clone(folder: Path) -> Path:
    """What is committed, without anything that lies beside or in this checkout."""
    target = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)
    return target


def fresh(target: Path) -> Linli:
    linli = Linli(target / "var")
    linli.program = target / "linli"
    return linli


def test_a_fresh_clone_reaches_the_sign_in_page(tmp_path):
    tmp_path.chmod(0o700)
    linli = fresh(clone(tmp_path))
    with linli.up():
        assert 'name="phone"' in linli.get("/in/")
    assert linli.processes() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as another user")
def test_an_ordinary_user_can_do_it_too():
    user = "linli-trial"
    subprocess.run(["userdel", "-rf", user], capture_output=True, check=False)
    subprocess.run(["useradd", "--create-home", user], check=True)
    home = Path("/home") / user
    try:
        target = clone(home)
        subprocess.run(["chown", "-R", user, str(target)], check=True)
        linli = fresh(target)
        linli.prefix = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        linli.prefix += ["/usr/bin/env", f"HOME={home}", "PATH=/usr/bin:/bin", "/usr/bin/python3"]
        with linli.up():
            assert 'name="phone"' in linli.get("/in/")
        assert linli.processes() == []
    finally:
        subprocess.run(["userdel", "-rf", user], capture_output=True, check=False)
        shutil.rmtree(home, ignore_errors=True)
