import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Slot } from "./executor";

const run = promisify(execFile);

/** `cpu=1,cuda:0=1` as given by ASSAY_SLOTS. */
export function parseSlots(text: string): Slot[] {
  return text.split(",").map((part) => {
    const match = /^\s*(cpu|cuda:\d+)\s*=\s*(\d+)\s*$/.exec(part);
    if (!match?.[1]) throw new Error(`ASSAY_SLOTS: "${part}" is not of the form cpu=1 or cuda:0=1.`);
    return { device: match[1], capacity: Number(match[2]) };
  });
}

/** One slot on the CPU and one on each CUDA device that the driver lists. */
export async function findSlots(): Promise<Slot[]> {
  const cpu = { device: "cpu", capacity: 1 };
  try {
    const { stdout } = await run("nvidia-smi", ["--query-gpu=index", "--format=csv,noheader"], { timeout: 10_000 });
    const indices = stdout.split("\n").filter((line) => /^\d+$/.test(line.trim()));
    return [cpu, ...indices.map((index) => ({ device: `cuda:${index.trim()}`, capacity: 1 }))];
  } catch (error) {
    if (error instanceof Error) return [cpu];
    throw error;
  }
}
