import type { Services } from "../context";
import type { Slot } from "../dispatch/executors/executor";
import { findSlots, parseSlots } from "../dispatch/executors/local-slots";
import { env } from "../env";
import type { CheckServices } from "./check-run";

let slots: Promise<Slot[]> | undefined;

/** What checks need beside the database: where this installation keeps things, and which devices it has. */
export function checkServices({ db, sql }: Pick<Services, "db" | "sql">): CheckServices {
  const { ASSAY_HOME, ASSAY_PYTHON, ASSAY_SECRET, ASSAY_SLOTS } = env();
  return {
    db,
    sql,
    home: ASSAY_HOME,
    python: ASSAY_PYTHON,
    secret: ASSAY_SECRET,
    slots: () => {
      slots ??= ASSAY_SLOTS ? Promise.resolve(parseSlots(ASSAY_SLOTS)) : findSlots();
      return slots;
    },
  };
}
