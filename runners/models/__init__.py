"""Language models: where they come from, how they are loaded, how adapters are kept.

The libraries of the Hugging Face hub read these settings when they are first imported, so they are set here.
"""

import os

os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TQDM_DISABLE", "1")
