"""What can go wrong between a program and Assay's server."""


class AssayError(Exception):
    """Anything below; the text says what happened, where, and what to do."""

    __module__ = "assay"


class Unreachable(AssayError):
    """No server answers, or nothing says where one is or who asks."""

    __module__ = "assay"


class Refused(AssayError):
    """The server is there and says no, e.g. because the project does not exist.

    `kind` is the server's word for it (`NotFound`, `Forbidden`, …), `status` the number of the answer.
    """

    __module__ = "assay"

    def __init__(self, message: str, kind: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status


class Failed(AssayError):
    """It was tried and did not work out, e.g. a run that was waited for has failed."""

    __module__ = "assay"


class Misused(AssayError):
    """What was asked cannot be done as it was asked."""

    __module__ = "assay"
