import { type Panel, type ResampleOptions, resamplePanels } from "../statistics/resample-panels";

/** Collects everything that is to be resampled, so that one set of draws serves all of it. */
export function createAskedPanels() {
  const panels: Panel[] = [];
  let replicates: Float64Array[][] = [];
  return {
    /** What it gives answers with the replicates of each statistic, once `draw` is done. */
    ask(panel: Panel): () => readonly Float64Array[] {
      const at = panels.push(panel) - 1;
      return () => replicates[at] ?? [];
    },
    *draw(groups: number, options: ResampleOptions): Generator<undefined, void> {
      replicates = yield* resamplePanels(panels, groups, options);
    },
  };
}
export type AskedPanels = ReturnType<typeof createAskedPanels>;
