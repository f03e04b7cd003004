import type { AnyTRPCProcedure, inferProcedureInput, inferProcedureOutput } from "@trpc/server";
import { z } from "zod";
import { type AppRouter, appRouter } from "../router";
import type { ProcedureAccess } from "../trpc";

type PathsOf<Node> = {
  [Name in keyof Node & string]: Node[Name] extends AnyTRPCProcedure ? Name : `${Name}.${PathsOf<Node[Name]>}`;
}[keyof Node & string];

type At<Node, Path> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof Node
    ? At<Node[Name], Rest>
    : never
  : Path extends keyof Node
    ? Node[Path]
    : never;

type Procedures = AppRouter["_def"]["record"];

/** `runs.list`: a procedure of the screens' own router. */
export type ProcedurePath = PathsOf<Procedures>;
export type InputOf<Path extends ProcedurePath> =
  At<Procedures, Path> extends infer Found extends AnyTRPCProcedure ? inferProcedureInput<Found> : never;
export type OutputOf<Path extends ProcedurePath> =
  At<Procedures, Path> extends infer Found extends AnyTRPCProcedure ? inferProcedureOutput<Found> : never;

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
