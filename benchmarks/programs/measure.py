"""Run a program and write what it took as JSON: REPORT SECONDS COMMAND...

The kernel counts the memory of whoever starts a program as that of the program, so
it is started from here, where next to nothing is imported.
"""

import os
import signal
import sys
from time import perf_counter

report, patience, *command = sys.argv[1:]
start = perf_counter()
child = os.posix_spawn(command[0], command, os.environ)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.setitimer(signal.ITIMER_REAL, float(patience))
_, status, usage = os.wait4(child, 0)
seconds = perf_counter() - start
memory = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
with open(report, "w", encoding="utf-8") as file:
    code = os.waitstatus_to_exitcode(status)
    file.write(f"[{code}, {seconds}, {usage.ru_utime + usage.ru_stime}, {memory}]")
