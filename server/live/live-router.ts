import { z } from "zod";
import { mayDo } from "@/domain/access";
import { readMembership } from "../projects/project-queries";
import { projectProcedure, router } from "../trpc";
import { changeFeed } from "./change-feed";
import { type LiveTopic, liveChanges } from "./live-changes";

const topic = z.custom<LiveTopic>(
  (value) => typeof value === "string" && /^(runs|run:[a-zA-Z0-9_-]{1,64})$/.test(value),
  "A topic is `runs` or `run:<id>`.",
);

export const liveRouter = router({
  /** The one stream of a tab: everything it shows, by topic. Runs of other projects are never told. */
  changes: projectProcedure("project.read")
    .input(z.object({ topics: z.array(topic).min(1).max(200) }))
    .subscription(({ ctx, input, signal }) =>
      liveChanges(changeFeed(ctx.sql), {
        projectId: ctx.projectId,
        topics: input.topics,
        mayRead: async () => {
          const member = await readMembership(ctx.db, { slug: input.project, userId: ctx.viewer.userId });
          return member !== null && mayDo(member.role, "project.read");
        },
        signal,
      }),
    ),
});
