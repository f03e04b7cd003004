import type { AnyTRPCProcedure, inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { z } from "zod";
import { type AppRouter, appRouter } from "../router";
import type { ProcedureAccess } from "../trpc";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type At<Tree, Path> = Path extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof Tree
    ? Verb extends keyof Tree[Noun]
      ? Tree[Noun][Verb]
      : never
    : never
  : never;

/** `runs.list`: a procedure of the screens' own router. */
export type ProcedurePath = {
  [Noun in keyof Outputs & string]: `${Noun}.${keyof Outputs[Noun] & string}`;
}[keyof Outputs & string];
export type OutputOf<Path extends ProcedurePath> = At<Outputs, Path>;
type InputOf<Path extends ProcedurePath> = At<Inputs, Path>;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Fields = Readonly<Record<string, z.ZodType>>;

/** One operation of the API: an address for a procedure, and what it answers. */
export type Operation = {
  method: Method;
  /** Below `/api/v1`; a name in braces is a field of the request. */
  path: string;
  procedure: ProcedurePath;
  writes: boolean;
  /** Who may ask, as the procedure says. */
  access: ProcedureAccess;
  summary: string;
  description: string;
  status: 200 | 201 | 204;
  /** What a request says: in the path, in the query of GET and DELETE, in the body of the others. */
  fields: Fields;
  toInput: (given: Record<string, unknown>) => unknown;
  answers: z.ZodType;
  /** What the procedure gave, with nothing in it that the document does not name. */
  toAnswer: (output: unknown, given: Record<string, unknown>) => unknown;
  /** The answer holds a secret that is shown once, so it is not kept for a repeated request. */
  secret: boolean;
};

type Written<Path extends ProcedurePath, Answer extends z.ZodType> = {
  method: Method;
  path: string;
  procedure: Path;
  summary: string;
  description?: string;
  status?: 200 | 201 | 204;
  /** Says what fields mean, where the procedure's schema does not. */
  words?: { [Field in keyof InputOf<Path> | (string & {})]?: string };
  /** Fields that are written otherwise than the procedure takes them. */
  fields?: Fields;
  /** Fields of the procedure that `input` fills in. */
  without?: readonly (keyof InputOf<Path>)[];
  input?: (given: Record<string, unknown>) => Record<string, unknown>;
  answers: Answer;
  secret?: boolean;
} & (OutputOf<Path> extends z.input<Answer>
  ? { from?: (output: OutputOf<Path>, given: Record<string, unknown>) => z.input<Answer> }
  : { from: (output: OutputOf<Path>, given: Record<string, unknown>) => z.input<Answer> });

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === "function" && "_def" in value;
}

function procedureAt(path: ProcedurePath): AnyTRPCProcedure["_def"] {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  if (!isProcedure(procedure)) throw new Error(`${path} is no procedure.`);
  return procedure._def;
}

const metaSchema = z.object({
  access: z.custom<ProcedureAccess>((value) => typeof value === "string"),
});

function procedureAccess(path: ProcedurePath): ProcedureAccess {
  return metaSchema.parse(procedureAt(path).meta).access;
}

/** The fields of a procedure's own zod inputs. */
function procedureFields(path: ProcedurePath): Fields {
  const objects = procedureAt(path).inputs.map((input) => {
    if (input instanceof z.ZodObject) return input.shape;
    throw new Error(`The input of ${path} is no object of fields; say its fields in the operation.`);
  });
  return Object.assign({}, ...objects);
}

function describeFields(fields: Fields, words: Readonly<Record<string, string | undefined>>): Fields {
  const described = Object.entries(fields).map(([name, field]) => {
    const text = words[name];
    return [name, text && !field.description ? field.describe(text) : field];
  });
  return Object.fromEntries(described);
}

const PARAMETER_WORDS = {
  project: "The project's short name, as in its address.",
  run: "Id of the run.",
  cursor: "`nextCursor` of the page before; leave it out for the first page.",
  limit: "Most entries in this answer.",
};

export function operation<Path extends ProcedurePath, Answer extends z.ZodType>(
  written: Written<Path, Answer>,
): Operation {
  const { without = [], from, input, answers } = written;
  const own = Object.entries(procedureFields(written.procedure)).filter(([name]) => !without.some((no) => no === name));
  const fields = { ...Object.fromEntries(own), ...written.fields };
  const replaced = z.looseObject(Object.fromEntries(Object.entries(written.fields ?? {})));
  return {
    method: written.method,
    path: written.path,
    procedure: written.procedure,
    writes: procedureAt(written.procedure).type === "mutation",
    access: procedureAccess(written.procedure),
    summary: written.summary,
    description: written.description ?? "",
    status: written.status ?? 200,
    fields: describeFields(fields, { ...PARAMETER_WORDS, ...written.words }),
    toInput: (given) => {
      const read = written.fields ? replaced.parse(given) : given;
      return input ? input(read) : read;
    },
    answers,
    toAnswer: (output, given) => answers.parse(from ? from(output as OutputOf<Path>, given) : output),
    secret: written.secret ?? false,
  };
}
