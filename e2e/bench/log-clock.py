"""Logs its own clock: how many milliseconds have passed since the moment given, again and again."""

import random
import sys
import time

import assay

start_seconds, events, between_seconds = float(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
run = assay.init(name="clock")
sys.stdout.write(f"{run.url}\n")
sys.stdout.flush()
sys.stdin.readline()
for _ in range(events):
    run.log({"clock": (time.time() - start_seconds) * 1000})
    time.sleep(between_seconds * random.uniform(0.5, 1.5))
run.finish()
