"""`ship FOLDER [--watch PID]`: brings the journal of an attempt to the server."""

import argparse
import json
import signal
import sys
from pathlib import Path

from runners.track.delivered_mark import mark_delivered
from runners.track.delivery import Delivery
from runners.track.object_sender import ObjectSender
from runners.track.orders import Orders, read_orders
from runners.track.supervisor_process import UNDELIVERED, listen_for_stop, take_over, write_to_log
from runners.track.watched_program import WatchedProgram


def main(arguments: list[str]) -> int:
    """0 when all was delivered, 75 when the journal holds more than the server, 2 when there are no orders."""
    parser = argparse.ArgumentParser(prog="python -m runners ship", description=__doc__)
    parser.add_argument("folder", type=Path, help="attempt folder with launch.json")
    parser.add_argument("--patience", type=float, default=60, metavar="SECONDS", help="how long to wait for the server")
    parser.add_argument("--watch", type=int, metavar="PID", help="ship while this program holds standard input open")
    given = parser.parse_args(arguments)
    try:
        orders = read_orders(given.folder)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"launch.json cannot be used: {type(error).__name__} {error}\n")
        return 2
    if not take_over(orders.folder):
        sys.stderr.write(f"{given.folder} has a supervisor, which ships it.\n")
        return UNDELIVERED
    if given.watch is None:
        return ship(orders, given.patience)
    write_to_log(orders.folder)
    return 0 if WatchedProgram(orders, given.watch).run() else UNDELIVERED


def ship(orders: Orders, patience_seconds: float) -> int:
    """Delivers what the server lacks; prints `{"delivered": …, "sequence": …}`."""
    interrupted = listen_for_stop(signal.SIGTERM, signal.SIGINT)
    delivery = Delivery(orders)
    sender = ObjectSender(orders)
    delivery.start()
    sender.start()
    delivered = delivery.finish(patience_seconds, interrupted) and sender.finish(patience_seconds, interrupted)
    if delivered:
        mark_delivered(orders.folder)
    sequence = delivery.head.position.sequence
    sys.stdout.write(json.dumps({"delivered": delivered, "sequence": sequence}) + "\n")
    return 0 if delivered else UNDELIVERED
