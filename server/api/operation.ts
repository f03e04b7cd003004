import { z } from "zod";
import type { ProcedureAccess } from "../trpc";
import type { Asked } from "./asked";
import { type InputOf, type OutputOf, type ProcedurePath, procedureFacts } from "./procedure-facts";
import { UndocumentedAnswer } from "./undocumented-answer";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Fields = Readonly<Record<string, z.ZodType>>;
export type Given = Record<string, unknown>;

/** What every operation of the API says of itself. */
export type OperationFacts = {
  /** Unique among all operations. */
  id: string;
  method: Method;
  /** Below `/api/v1`; a name in braces is a field of the request. */
  path: string;
  summary: string;
  description: string;
  status: 200 | 201 | 204;
  /** What a request says: in the path, in the query of GET and DELETE and beside files, else in the body. */
  fields: Fields;
  writes: boolean;
  /** Who may ask. */
  access: ProcedureAccess;
};

/** An address for a procedure of the screens, and what it answers. */
export type ProcedureOperation = OperationFacts & {
  kind: "procedure";
  procedure: ProcedurePath;
  toInput: (given: Given) => unknown;
  answers: z.ZodType;
  /** What the procedure gave, with nothing in it that the document does not name. */
  toAnswer: (output: unknown, given: Given) => unknown;
  /** The answer holds a secret that is shown once, so it is not kept for a repeated request. */
  secret: boolean;
  /** Its work goes on after the answer or needs several connections, so it is no part of one transaction. */
  lasting: boolean;
};

/** A file that comes in as a stream. */
export type UploadOperation = OperationFacts & {
  kind: "upload";
  /** Media types of the body, each with what it holds. */
  takes: Readonly<Record<string, string>>;
  answers: z.ZodType;
  take: (
    asked: Asked,
    parameters: Record<string, string>,
    body: ReadableStream<Uint8Array>,
  ) => Promise<{ status: 200 | 201; output: unknown }>;
};

/** A file that goes out as a stream. */
export type DownloadOperation = OperationFacts & {
  kind: "download";
  gives: readonly string[];
  serve: (asked: Asked, given: Given) => Promise<Response>;
};

export type Operation = ProcedureOperation | UploadOperation | DownloadOperation;

type Written<Path extends ProcedurePath, Answer extends z.ZodType> = {
  /** The procedure's path where nothing else is said. */
  id?: string;
  method: Method;
  path: string;
  procedure: Path;
  summary: string;
  description?: string;
  status?: 200 | 201 | 204;
  /** Says what fields mean, where the procedure's schema does not. */
  words?: Readonly<Record<string, string>>;
  /** Fields that are written otherwise than the procedure takes them. */
  fields?: Fields;
  /** Fields of the procedure that the request does not have. */
  without?: readonly (keyof InputOf<Path>)[];
  input?: (given: Given) => Given;
  answers: Answer;
  secret?: boolean;
  lasting?: boolean;
} & (OutputOf<Path> extends z.input<Answer>
  ? { from?: (output: OutputOf<Path>, given: Given) => z.input<Answer> }
  : { from: (output: OutputOf<Path>, given: Given) => z.input<Answer> });

const COMMON_WORDS: Readonly<Record<string, string>> = {
  project: "The project's short name, as in its address.",
  run: "Id of the run.",
  cursor: "`nextCursor` of the page before; leave it out for the first page.",
  limit: "Most entries in this answer.",
  sort: "What comes first.",
  direction: "Ascending or descending.",
  order: "Ascending or descending.",
};

export function describeFields(fields: Fields, words: Readonly<Record<string, string>> = {}): Fields {
  const described = Object.entries(fields).map(([name, field]) => {
    const text = words[name] ?? COMMON_WORDS[name];
    return [name, text && !field.description ? field.describe(text) : field];
  });
  return Object.fromEntries(described);
}

/** Throws where an answer is not what the document says of it, and takes out what it does not say. */
export function documentedAnswer(id: string, answers: z.ZodType, answer: unknown): unknown {
  const parsed = answers.safeParse(answer);
  if (!parsed.success) throw new UndocumentedAnswer(id, parsed.error);
  return parsed.data;
}

export function operation<Path extends ProcedurePath, Answer extends z.ZodType>(
  written: Written<Path, Answer>,
): ProcedureOperation {
  const { procedure, id = procedure, method, path, summary, without = [], from, input, answers } = written;
  const { fields: inputs, access, writes } = procedureFacts(procedure);
  const own = Object.entries(inputs).filter(([name]) => !without.some((no) => no === name));
  const rewritten = z.looseObject({ ...written.fields });
  return {
    kind: "procedure",
    id,
    method,
    path,
    procedure,
    summary,
    description: written.description ?? "",
    status: written.status ?? 200,
    fields: describeFields({ ...Object.fromEntries(own), ...written.fields }, written.words),
    writes,
    access,
    toInput: (given) => {
      const read = written.fields ? rewritten.parse(given) : given;
      return input ? input(read) : read;
    },
    answers,
    toAnswer: (output, given) => documentedAnswer(id, answers, from ? from(output as OutputOf<Path>, given) : output),
    secret: written.secret ?? false,
    lasting: written.lasting ?? false,
  };
}
