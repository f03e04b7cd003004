import { z } from "zod";

const artifactAnswer = z
  .object({
    id: z.string(),
    attempt: z.number(),
    name: z.string(),
    kind: z.enum(["adapter", "model", "table", "file"]),
    digest: z.string().describe("SHA-256 of the file, or of the manifest of a folder."),
    bytes: z.number(),
    files: z.number(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    createdAt: z.date(),
  })
  .meta({ id: "Artifact" });

const checkpointAnswer = z
  .object({
    step: z.number(),
    attempt: z.number(),
    bytes: z.number(),
    reason: z.enum(["interval", "best", "final", "stop"]),
    metric: z.object({ key: z.string(), value: z.number() }).nullable(),
    kept: z.boolean().describe("False where the files are gone."),
    createdAt: z.date(),
  })
  .meta({ id: "Checkpoint" });

export const runArtifactsAnswer = z
  .object({ artifacts: z.array(artifactAnswer), checkpoints: z.array(checkpointAnswer) })
  .meta({ id: "RunArtifacts" });

export const artifactFileAnswer = z
  .object({ path: z.string(), digest: z.string(), bytes: z.number() })
  .meta({ id: "ArtifactFile" });
