import { z } from "zod";
import type { StageSchema } from "@/domain/runs/stage-schema";
import type { Slot } from "./executors/executor";

/** What a run asks of the machine. `config` may leave out what has a default. */
export type DeviceNeed = { schema: StageSchema | undefined; config: Readonly<Record<string, unknown>> };

const fieldSchema = z.object({ default: z.number().int().optional() });

/** Work with a model, and a person's own program, go to an accelerator where the machine has one. */
function wantsAccelerator(schema: StageSchema | undefined): boolean {
  return !schema || schema.devicesField !== undefined || schema.inputs.some((input) => input.kind === "model");
}

/** How many accelerators a run gets where the machine has any; 0 keeps it on the CPU. */
export function countDevices({ schema, config }: DeviceNeed): number {
  if (!wantsAccelerator(schema)) return 0;
  const field = schema?.devicesField;
  if (!field) return 1;
  const properties = z.record(z.string(), z.unknown()).parse(schema.config.properties ?? {});
  const given = config[field] ?? fieldSchema.parse(properties[field]).default;
  return typeof given === "number" ? given : 1;
}

export function acceleratorsOf(slots: readonly Slot[]): Slot[] {
  return slots.filter((slot) => slot.device !== "cpu" && slot.capacity > 0);
}

/** The least laden devices that a run may use, or null when there are not so many free. */
export function chooseDevices(
  need: DeviceNeed,
  slots: readonly Slot[],
  busy: ReadonlyMap<string, number>,
): string[] | null {
  const wanted = countDevices(need);
  const accelerators = acceleratorsOf(slots);
  const onCpu = wanted === 0 || accelerators.length === 0;
  const free = (onCpu ? slots.filter((slot) => slot.device === "cpu") : accelerators)
    .map((slot) => ({ device: slot.device, left: slot.capacity - (busy.get(slot.device) ?? 0) }))
    .filter((slot) => slot.left > 0)
    .sort((a, b) => b.left - a.left);
  const count = onCpu ? 1 : wanted;
  return free.length >= count ? free.slice(0, count).map((slot) => slot.device) : null;
}

/**
 * `busy` with the devices that a waiting run would get first counted as taken, so that smaller runs behind it in the
 * queue do not keep it from ever finding enough at once. A run that this machine could never carry holds back nothing.
 */
export function holdDevices(
  need: DeviceNeed,
  slots: readonly Slot[],
  busy: ReadonlyMap<string, number>,
): Map<string, number> {
  const held = new Map(busy);
  if (chooseDevices(need, slots, new Map()) === null || countDevices(need) < 2) return held;
  const load = (slot: Slot) => (busy.get(slot.device) ?? 0) - slot.capacity;
  const wanted = acceleratorsOf(slots).sort((a, b) => load(a) - load(b));
  for (const slot of wanted.slice(0, countDevices(need))) held.set(slot.device, slot.capacity);
  return held;
}
