"""`python -m parliament.signing`: the signer alone, without loading anything of the house that it signs for."""

import argparse
import os
import sys
from pathlib import Path

from parliament.signing.process import serve_signer
from parliament.signing.strongbox import BadState

parser = argparse.ArgumentParser(prog="parliament signer")
parser.add_argument("--home", type=Path, required=True)
parser.add_argument("--socket", type=Path, required=True)
parser.add_argument("--name", default=os.environ.get("PARLIAMENT_ORIGIN", "parliament.local"))

if __name__ == "__main__":
    asked = parser.parse_args()
    try:
        serve_signer(asked.home, asked.socket, asked.name)
    except (BadState, OSError) as error:
        sys.exit(str(error))
