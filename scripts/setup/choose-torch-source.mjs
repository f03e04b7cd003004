import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { hasNvidiaGpu } from "./nvidia-gpu.mjs";

async function liesOnDisk(python, requirement, env) {
  const args = ["-m", "pip", "install", "--dry-run", "--no-index", "--no-deps", "--ignore-installed", requirement];
  try {
    await runCommand(python, args, { env });
    return true;
  } catch (error) {
    if (error instanceof CommandFailure) return false;
    throw error;
  }
}

/**
 * Where PyTorch comes from on this machine: without an NVIDIA GPU the CPU build is a tenth of the size.
 * @param {string} python of the virtual environment
 * @param {string} requirement e.g. torch==2.13.0
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ indexArgs: string[] | null, sentence: string }>} arguments for a pip call of its own, or null
 */
export async function chooseTorchSource(python, requirement, env) {
  if (hasNvidiaGpu())
    return { indexArgs: null, sentence: "PyTorch for the NVIDIA GPU of this machine, from pip's index" };
  if (await liesOnDisk(python, requirement, env)) {
    return { indexArgs: null, sentence: "PyTorch from the wheel that lies on this disk (pip's find-links)" };
  }
  const index = process.env.ASSAY_TORCH_INDEX;
  if (index)
    return { indexArgs: ["--index-url", index], sentence: "PyTorch from the index named in ASSAY_TORCH_INDEX" };
  if (process.platform !== "linux") return { indexArgs: null, sentence: "PyTorch from pip's index" };
  return {
    indexArgs: null,
    sentence:
      "PyTorch from pip's index; where that is the public one, its Linux build carries gigabytes for NVIDIA GPUs, and ASSAY_TORCH_INDEX can name an index with the CPU build",
  };
}
