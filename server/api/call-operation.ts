import { callTRPCProcedure } from "@trpc/server";
import type { Context } from "../context";
import { appRouter } from "../router";
import type { Given, ProcedureOperation } from "./operation";

/** Runs the procedure behind an operation, with its own checks of input, role and state. */
export async function callOperation(operation: ProcedureOperation, ctx: Context, given: Given): Promise<unknown> {
  const input = operation.toInput(given);
  const output: unknown = await callTRPCProcedure({
    router: appRouter,
    path: operation.procedure,
    type: operation.writes ? "mutation" : "query",
    ctx,
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  });
  return operation.toAnswer(output, given);
}
