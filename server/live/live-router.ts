import { z } from "zod";
import type { Database } from "@/db/database";
import { AccessRefusal } from "../auth/access-refusal";
import { authorise } from "../auth/authorise";
import type { Viewer } from "../context";
import { projectProcedure, router } from "../trpc";
import { changeFeed } from "./change-feed";
import { type LiveTopic, liveChanges } from "./live-changes";

const topic = z.custom<LiveTopic>(
  (value) => typeof value === "string" && /^(runs|run:[a-zA-Z0-9_-]{1,64})$/.test(value),
  "A topic is `runs` or `run:<id>`.",
);

async function stillMayRead(db: Database, viewer: Viewer, slug: string): Promise<boolean> {
  try {
    await authorise(db, viewer, slug, "project.read");
    return true;
  } catch (error) {
    if (error instanceof AccessRefusal) return false;
    throw error;
  }
}

export const liveRouter = router({
  /** The one stream of a tab: everything it shows, by topic. Runs of other projects are never told. */
  changes: projectProcedure("project.read")
    .input(z.object({ topics: z.array(topic).min(1).max(200) }))
    .subscription(({ ctx, input, signal }) =>
      liveChanges(changeFeed(ctx.sql), {
        projectId: ctx.projectId,
        topics: input.topics,
        mayRead: () => stillMayRead(ctx.db, ctx.viewer, input.project),
        signal,
      }),
    ),
});
