import { PERMISSIONS } from "@/domain/access";
import { authorise } from "../auth/authorise";
import type { Context, Viewer } from "../context";
import type { Operation } from "./operation";

/** A kept answer is no way around what the procedure would ask: whoever lost access since then gets none. */
export async function requireStillAllowed(
  { db, viewer }: Pick<Context, "db"> & { viewer: Viewer },
  { access }: Pick<Operation, "access">,
  given: Record<string, unknown>,
): Promise<void> {
  const permission = PERMISSIONS.find((each) => each === access);
  if (permission && typeof given.project === "string") await authorise(db, viewer, given.project, permission);
}
