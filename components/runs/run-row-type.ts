import type { RouterOutputs } from "../layout/trpc";

export type RunRow = RouterOutputs["runs"]["list"]["items"][number];
