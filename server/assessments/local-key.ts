import { createHmac } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { ownerOfMarks } from "@/domain/assessments/owner-of-marks";

/** For the marks that a browser has not delivered yet: the same for one person in every session, and nobody else's. */
export function localKeyOf(secret: string, userId: string): string {
  return createHmac("sha256", secret).update(`unsent marks of ${userId}`).digest("base64url");
}

/** A page that was opened by one person must not act for another, who signed in beside it in the same browser. */
export function requireOwner(secret: string, userId: string, owner: string): void {
  if (owner === ownerOfMarks(localKeyOf(secret, userId))) return;
  throw new TRPCError({ code: "UNAUTHORIZED", message: "Somebody else signed in meanwhile. Sign in again." });
}
