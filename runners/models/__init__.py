"""Language models: where they come from, how they are loaded, how adapters are kept.

The libraries read these settings when they are first imported, so they are set here.
"""

import os

os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TQDM_DISABLE", "1")
# Threads that wait by spinning take the cores from everything else on the machine: with web and browser beside it on
# two cores, training gets twice as much done when they sleep.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
