import type { AnyTRPCProcedure, inferRouterOutputs } from "@trpc/server";
import { z } from "zod";
import { type AppRouter, appRouter } from "../router";
import type { ProcedureAccess } from "../trpc";

type Outputs = inferRouterOutputs<AppRouter>;

/** `runs.list`: a procedure of the screens' own router. */
export type ProcedurePath = {
  [Noun in keyof Outputs & string]: `${Noun}.${keyof Outputs[Noun] & string}`;
}[keyof Outputs & string];

export type ProcedureFacts = {
  /** Of its own zod inputs. */
  fields: Readonly<Record<string, z.ZodType>>;
  access: ProcedureAccess;
  writes: boolean;
};

const metaSchema = z.object({ access: z.custom<ProcedureAccess>((value) => typeof value === "string") });

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === "function" && "_def" in value;
}

function shapeOf(path: ProcedurePath, input: unknown): Readonly<Record<string, z.ZodType>> {
  if (input instanceof z.ZodObject) return input.shape;
  throw new Error(`The input of ${path} is no object of fields.`);
}

export function procedureFacts(path: ProcedurePath): ProcedureFacts {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  if (!isProcedure(procedure)) throw new Error(`${path} is no procedure.`);
  const { inputs, meta, type } = procedure._def;
  return {
    fields: Object.assign({}, ...inputs.map((input) => shapeOf(path, input))),
    access: metaSchema.parse(meta).access,
    writes: type === "mutation",
  };
}
