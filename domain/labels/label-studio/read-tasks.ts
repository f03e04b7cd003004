import { LabelProblems } from "../label-problem";
import type { LabelStudioOptions } from "./label-studio-options";
import { type CompletedBy, type LabelStudioResult, type LabelStudioTask, taskSchema } from "./task-schema";

export type ReadTask = {
  /** Counted from 1. */
  number: number;
  item: string;
  facts: { note: string; source: string; group: string | null; section: string | null; arm: string | null };
  given: { reader: string; seconds: number; skipped: boolean; result: LabelStudioResult[] }[];
};

const NOTE = /^(note|summary|text|completion|output)$/i;
const SOURCE = /^(source|source_text|dialogue|dialog|transcript|conversation)$/i;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function keyOf(data: LabelStudioTask["data"], named: string | undefined, usual: RegExp): string | null {
  if (named !== undefined) return named;
  return Object.keys(data).find((key) => usual.test(key) && typeof data[key] === "string") ?? null;
}

function readerName(by: CompletedBy | null | undefined): string {
  if (by === null || by === undefined) return "annotator";
  if (typeof by === "number") return `annotator ${by}`;
  if (typeof by === "string") return by;
  const name = [by.first_name, by.last_name].filter(Boolean).join(" ");
  return by.email || name || `annotator ${by.id ?? ""}`.trim();
}

function givenOf(task: LabelStudioTask, { readers }: LabelStudioOptions): ReadTask["given"] {
  if (readers === "predictions") {
    return (task.predictions ?? []).flatMap((prediction) => {
      if (typeof prediction === "number") return [];
      const { model_version, result } = prediction;
      return [{ reader: model_version || "prediction", seconds: 0, skipped: false, result }];
    });
  }
  return (task.annotations ?? []).map(({ completed_by, was_cancelled, lead_time, result }) => ({
    reader: readerName(completed_by),
    seconds: Math.max(0, lead_time ?? 0),
    skipped: was_cancelled === true,
    result,
  }));
}

/** The short export has what was said beside the texts, and neither offsets' results nor who said it apart. */
const isShort = (task: unknown): boolean =>
  typeof task === "object" && task !== null && !("data" in task) && "annotation_id" in task;

/** What a task's form is wrong in, with what to do. */
function formProblem(task: unknown): [what: string, remedy: string] {
  if (isShort(task)) return ["The task is of the short form, JSON-MIN.", "Export the project as JSON."];
  return ["The task is not of Label Studio's form.", "Export the project as JSON."];
}

const ONLY_IDS: [what: string, remedy: string] = [
  "The file names its predictions by their ids alone.",
  "Bring in the file that the predictions came from, or read the annotations.",
];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The tasks of an export, each checked for its form. */
export function readTasks(
  text: string,
  options: LabelStudioOptions,
): { tasks: ReadTask[]; problems: LabelProblems; keys: { source: string | null } } {
  const problems = new LabelProblems();
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length === 0) {
    const what = value === undefined ? "The file is no JSON." : "The file is no list of tasks.";
    problems.add(null, null, what, "Export the project as JSON, not as JSON-MIN.");
    return { tasks: [], problems, keys: { source: null } };
  }
  let source: string | null = null;
  const tasks = value.flatMap((each: unknown, at): ReadTask[] => {
    const parsed = taskSchema.safeParse(each);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      problems.add(at + 1, path || null, ...formProblem(each));
      return [];
    }
    const byId = (parsed.data.predictions ?? []).some((prediction) => typeof prediction === "number");
    if (options.readers === "predictions" && byId) {
      problems.add(at + 1, "predictions", ...ONLY_IDS);
      return [];
    }
    const { data, id } = parsed.data;
    const noteKey = keyOf(data, options.note, NOTE);
    const sourceKey = keyOf(data, options.source, SOURCE);
    source ??= sourceKey;
    const fact = (key: string) => textOf(data[key]).trim() || null;
    return [
      {
        number: at + 1,
        item: fact("item") ?? String(id ?? at + 1),
        facts: {
          note: noteKey === null ? "" : textOf(data[noteKey]),
          source: sourceKey === null ? "" : textOf(data[sourceKey]),
          group: fact("group"),
          section: fact("section"),
          arm: fact("arm"),
        },
        given: givenOf(parsed.data, options),
      },
    ];
  });
  return { tasks, problems, keys: { source } };
}
