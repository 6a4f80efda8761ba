"""What the distribution installs."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_file_of_the_package_that_is_no_code_is_installed() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    package = ROOT / "reconcile"
    patterns = setup["options.package_data"]["reconcile"].split()
    installed = {path for pattern in patterns for path in package.glob(pattern)}
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    missing = sorted(str(path.relative_to(package)) for path in files if path.suffix != ".py" and path not in installed)
    assert missing == []
