"""Settings that all Python tests share."""

from hypothesis import settings

settings.register_profile("assay", deadline=None)
settings.load_profile("assay")
