"""`python -m assistant`: the command line."""

from __future__ import annotations

import sys

from assistant.cli.main import main
from assistant.environment import harden_environment

if __name__ == "__main__":
    harden_environment()
    sys.exit(main())
