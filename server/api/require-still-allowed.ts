import { PERMISSIONS } from "@/domain/access";
import { authorise } from "../auth/authorise";
import type { Asked } from "./asked";
import type { Given, Operation } from "./operation";

/** A kept answer is no way around what the procedure would ask: whoever lost access since then gets none. */
export async function requireStillAllowed(
  { db, viewer }: Pick<Asked, "db" | "viewer">,
  { access }: Pick<Operation, "access">,
  given: Given,
): Promise<void> {
  const permission = PERMISSIONS.find((each) => each === access);
  if (permission && typeof given.project === "string") await authorise(db, viewer, given.project, permission);
}
