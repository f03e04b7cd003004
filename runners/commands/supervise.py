"""`supervise FOLDER`: runs the stage of an attempt folder and ships everything it says."""

import signal
import sys
from pathlib import Path

from runners.track.journal_head import JournalHead
from runners.track.orders import Orders, read_orders, take_secrets
from runners.track.stage_child import StageChild
from runners.track.supervisor_process import UNDELIVERED, listen_for_stop, note, take_over, write_to_log


def main(arguments: list[str]) -> int:
    """0 when all was delivered, 75 when the journal holds more than the server, 2 when there are no orders."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m runners supervise FOLDER\n")
        return 2
    folder = Path(arguments[0])
    try:
        orders = read_orders(folder)
        if not take_over(orders.folder):
            sys.stderr.write(f"{folder} has a supervisor already.\n")
            return 0
        orders = orders._replace(secrets=take_secrets(folder))
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"launch.json cannot be used: {type(error).__name__} {error}\n")
        return 2
    write_to_log(orders.folder)
    if _has_ended(orders):
        note("The stage has ended already; only what is undelivered is left to do.")
        from runners.commands.ship import ship

        return ship(orders, patience_seconds=60)
    stop_signal = listen_for_stop(signal.SIGTERM, signal.SIGINT)
    # On the main thread, to which the kernel ties its life, and before what takes longer to load than to start it.
    child = StageChild(orders)
    from runners.track.supervisor import Supervisor

    return 0 if Supervisor(orders, child, stop_signal).run() else UNDELIVERED


def _has_ended(orders: Orders) -> bool:
    head = JournalHead(orders.folder / "journal.head")
    if not head.trusted and (orders.folder / "journal.frames").exists():
        from runners.track.journal import Journal

        # Brings the head to agreement with the file.
        Journal(orders.folder, orders.run, orders.attempt)
    return head.settled
