"use client";

import { readErrorCode } from "../ui/describe-error";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

/** Whether the server wants a sign-in before anything else. */
export function useExpired(workspace: Workspace): boolean {
  const { delivery } = useWatched(workspace.keeper);
  const { failed } = useWatched(workspace);
  const shelf = useWatched(workspace.shelf);
  return delivery === "signed-out" || [failed, shelf.failed].some((error) => readErrorCode(error) === "UNAUTHORIZED");
}
