import type { StageSchema } from "@/domain/runs/stage-schema";
import type { Slot } from "./executors/executor";

/** Work with a model, and a person's own program, go to an accelerator where the machine has one. */
export function wantsAccelerator(stage: StageSchema | undefined): boolean {
  return !stage || stage.stage === "command" || stage.inputs.some((input) => input.kind === "model");
}

/** The least laden device that this stage may use, or null when all are taken. */
export function chooseSlot(
  stage: StageSchema | undefined,
  slots: readonly Slot[],
  busy: ReadonlyMap<string, number>,
): string | null {
  const accelerators = slots.filter((slot) => slot.device !== "cpu" && slot.capacity > 0);
  const usable =
    wantsAccelerator(stage) && accelerators.length > 0 ? accelerators : slots.filter((slot) => slot.device === "cpu");
  const free = usable
    .map((slot) => ({ device: slot.device, left: slot.capacity - (busy.get(slot.device) ?? 0) }))
    .filter((slot) => slot.left > 0)
    .sort((a, b) => b.left - a.left);
  return free[0]?.device ?? null;
}
