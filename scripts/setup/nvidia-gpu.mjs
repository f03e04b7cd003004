import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export function hasNvidiaGpu() {
  if (existsSync("/proc/driver/nvidia/version") || existsSync("/dev/nvidia0")) return true;
  return spawnSync("nvidia-smi", ["-L"], { encoding: "utf8" }).status === 0;
}
