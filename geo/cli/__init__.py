"""The command ``borderatlas``: parses arguments, calls the library, prints. Nothing else.

Exit codes: 0 all went well; 1 an unexpected fault of the program, or stopped by Ctrl-C; 2 the
request or a data file is wrong, or the disk refuses; 3 some articles were not read (the others
were); 4 a check or comparison found a difference.
"""

from geo.cli.root import main

__all__ = ["main"]
