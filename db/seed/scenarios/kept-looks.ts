import type { SeedBand } from "@/domain/charts/chart-axis";
import { chart } from "../../schema/charts";
import { savedView } from "../../schema/views";
import { type Seed, secondsBefore, seedId } from "../seed-services";

/** Charts and a view of the runs that somebody of the project keeps. */
export async function writeKeptLooks({ db, projectId, userId, now }: Seed): Promise<void> {
  const by = { projectId, createdBy: userId, changedBy: userId };
  const look = { axis: "step" as const, scale: "linear" as const, smoothing: 0, bands: "none" as SeedBand };
  const at = (minutes: number) => ({
    createdAt: secondsBefore(now, minutes * 60),
    changedAt: secondsBefore(now, minutes * 60),
  });
  await db.insert(chart).values([
    {
      ...by,
      ...at(90),
      ...look,
      id: seedId("chart-seeds"),
      title: "Loss over seeds",
      keys: ["train/loss"],
      filter: "stage = sft and tag: rank-sweep",
      bands: "sd",
    },
    {
      ...by,
      ...at(60),
      ...look,
      id: seedId("chart-both"),
      title: "Training beside validation",
      keys: ["train/loss", "validation/loss"],
      runIds: [seedId("sft")],
      axis: "tokens",
    },
  ]);
  await db.insert(savedView).values({
    ...by,
    ...at(45),
    id: seedId("view-sweep"),
    name: "Sweep by rank",
    definition: {
      filter: "tag: rank-sweep",
      sort: "created.desc",
      group: ["config.loraRank"],
      columns: [{ id: "name", pinned: true }, { id: "state" }, { id: "metric.train/loss" }],
    },
  });
}
