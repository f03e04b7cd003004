import type { StageSchema } from "@/domain/runs/stage-schema";
import type { RouterOutputs } from "../layout/trpc";
import type { CurrentValues } from "./current-values";

export type RunDetail = RouterOutputs["runs"]["byId"];

/** What every tab is given. */
export type TabProps = { project: string; run: RunDetail; schema: StageSchema | null; values: CurrentValues };
