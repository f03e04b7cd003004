import { z } from "zod";
import { egressSwitch } from "./egress-paths";

export const egressAnswer = z.object({
  path: egressSwitch,
  open: z.boolean(),
  changedAt: z.date().nullable(),
  changedBy: z.string().nullable(),
});
