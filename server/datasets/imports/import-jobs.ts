const shared = globalThis as typeof globalThis & { assayImports?: Map<string, AbortController> };

function jobs(): Map<string, AbortController> {
  shared.assayImports ??= new Map();
  return shared.assayImports;
}

/** Ends the work of this process on an import, at once; work of another process ends with its next beat. */
export function abortJob(importId: string): void {
  jobs().get(importId)?.abort();
}

/** Runs work that a cancel can end; one job an import and process. */
export async function runJob(importId: string, work: (job: AbortController) => Promise<void>): Promise<void> {
  abortJob(importId);
  const job = new AbortController();
  jobs().set(importId, job);
  try {
    await work(job);
  } finally {
    if (jobs().get(importId) === job) jobs().delete(importId);
  }
}
