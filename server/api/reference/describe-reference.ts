import type { oas31 } from "zod-openapi";
import type { ReferenceField, ReferenceGroup, ReferenceOperation, ReferenceSection } from "@/domain/api/reference";
import { env } from "../../env";
import { openApiDocument } from "../openapi-document";
import type { Operation } from "../operation";
import { OPERATIONS } from "../operations";
import { scopeFor } from "../scope-for";
import { GROUPS, groupOf } from "./groups";
import { collectShapes, readField, readWhole } from "./read-schema";
import { writeCurl } from "./write-curl";
import { writePython } from "./write-python";

function documented({ path, method }: Operation): oas31.OperationObject {
  const found = openApiDocument().paths?.[path];
  const described = found && Object.entries(found).find(([name]) => name === method.toLowerCase())?.[1];
  if (!described) throw new Error(`${method} ${path} is not in the document.`);
  return described;
}

function parametersIn({ parameters = [] }: oas31.OperationObject, place: "path" | "query"): ReferenceField[] {
  return parameters.flatMap((parameter) => {
    if (!("in" in parameter) || parameter.in !== place) return [];
    return [readField(parameter.name, parameter.schema ?? {}, parameter.required ?? false)];
  });
}

function jsonSchema(content: oas31.ContentObject | undefined): unknown {
  return content?.["application/json"]?.schema;
}

function describeOperation(operation: Operation): ReferenceOperation {
  const { id, method, path, summary, description, status, writes, kind } = operation;
  const described = documented(operation);
  const { requestBody } = described;
  const sent =
    requestBody && "content" in requestBody && kind !== "upload" ? jsonSchema(requestBody.content) : undefined;
  const answered = described.responses?.[status];
  const answer = answered && "content" in answered ? jsonSchema(answered.content) : undefined;
  const whole = kind !== "download" && answer ? readWhole(answer) : null;
  return {
    id,
    method,
    path,
    summary,
    description,
    scope: scopeFor(operation),
    repeatable: writes,
    inPath: parametersIn(described, "path"),
    query: parametersIn(described, "query"),
    body: sent ? readWhole(sent).fields : [],
    takes: kind === "upload" ? Object.keys(operation.takes) : [],
    status,
    answerShape: whole?.named ?? null,
    answer: whole?.fields ?? [],
    gives: kind === "download" ? [...operation.gives] : [],
    curl: writeCurl(operation),
    python: writePython(operation),
  };
}

const operationsOf = (slug: string) => OPERATIONS.filter((operation) => groupOf(operation).slug === slug);

export function describeSections(): ReferenceSection[] {
  return GROUPS.map(({ slug, title }) => ({
    slug,
    title,
    links: operationsOf(slug).map(({ id, method, summary, path }) => ({ id, method, summary, path })),
  })).filter(({ links }) => links.length > 0);
}

/** One chapter, or null where there is none of that name. */
export function describeGroup(slug: string): ReferenceGroup | null {
  const group = GROUPS.find((each) => each.slug === slug);
  if (!group) return null;
  const operations = operationsOf(slug).map(describeOperation);
  const shapes = collectShapes(operations.flatMap(({ query, body, answer }) => [...query, ...body, ...answer]));
  return { slug, title: group.title, operations, shapes };
}

/** The page before the chapters: where this server is, how often it answers, and a request to try. */
export function describeFirstSteps() {
  const { ASSAY_PUBLIC_URL, ASSAY_API_READS_PER_MINUTE, ASSAY_API_WRITES_PER_MINUTE } = env();
  const list = OPERATIONS.find(({ id }) => id === "projects.list");
  if (!list) throw new Error("There is no list of projects.");
  return {
    address: new URL(ASSAY_PUBLIC_URL).origin,
    readsPerMinute: ASSAY_API_READS_PER_MINUTE,
    writesPerMinute: ASSAY_API_WRITES_PER_MINUTE,
    first: { curl: writeCurl(list), python: writePython(list) },
  };
}
