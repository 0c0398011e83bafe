"""Runs a command and writes into a file how much memory it took at most, in KB: `python peak.py FILE COMMAND ...`.

In a process of its own, for the system adds up the most of all the commands that one process has started.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    code = subprocess.call(sys.argv[2:])
    Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
    sys.exit(code)
