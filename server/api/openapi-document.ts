import { z } from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { errorAnswer } from "@/domain/api/problem";
import { API_ROOT } from "./find-operation";
import type { Fields, Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { bareSchema } from "./read-query";
import { pathFields, saysInAddress } from "./read-request";
import { GROUPS, groupOf } from "./reference/groups";
import { scopeFor } from "./scope-for";

export type OpenApiDocument = oas31.OpenAPIObject;

const REFUSALS: Readonly<Record<string, { id: string; description: string }>> = {
  400: { id: "BadRequest", description: "The request cannot be read; `problems` names each field." },
  401: { id: "Unauthorized", description: "No token, or one that opens nothing." },
  403: { id: "Forbidden", description: "The token's scope or its person's role does not allow this." },
  404: { id: "NotFound", description: "There is no such thing that the token opens." },
  409: {
    id: "Conflict",
    description: "Its state does not allow this now, or the Idempotency-Key stands for another request.",
  },
  422: { id: "Validation", description: "It was read and cannot be done as asked; `problems` says what would help." },
  429: { id: "TooManyRequests", description: "Asked too often; `Retry-After` says in how many seconds to ask again." },
  503: {
    id: "Unavailable",
    description: "Too many writes with an Idempotency-Key are at work; ask again with the same key.",
  },
};

const RETRY_AFTER = { "Retry-After": { description: "Seconds.", schema: { type: "integer" as const } } };

const refusals: ZodOpenApiResponsesObject = Object.fromEntries(
  Object.entries(REFUSALS).map(([status, { id, description }]) => [
    status,
    {
      id,
      description,
      content: { "application/json": { schema: errorAnswer } },
      ...(status === "429" || status === "503" ? { headers: RETRY_AFTER } : {}),
    },
  ]),
);

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .describe("A word of your own, kept for a day: the same request with it again answers the same and does nothing.");

/** An address holds no null, and lists stand in it as `a,b`. */
function inAddress(field: z.ZodType): z.ZodType {
  const bare = bareSchema(field);
  if (bare instanceof z.ZodArray) return field.meta({ ...field.meta(), param: { style: "form", explode: false } });
  if (bare instanceof z.ZodType && field.safeParse(null).success) return bare.optional().meta({ ...field.meta() });
  return field;
}

function mapFields(fields: Fields, change: (field: z.ZodType) => z.ZodType): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, change(field)]));
}

function answersOf(operation: Operation): ZodOpenApiResponsesObject {
  const description = operation.summary;
  if (operation.status === 204) return { 204: { description: "Done." } };
  if (operation.kind !== "download") {
    return { [`${operation.status}`]: { description, content: { "application/json": { schema: operation.answers } } } };
  }
  const file = { schema: { type: "string" as const, format: "binary" } };
  return { 200: { description, content: Object.fromEntries(operation.gives.map((type) => [type, file])) } };
}

function bodyOf(operation: Operation, fields: Fields): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (operation.kind === "upload") {
    const types = Object.entries(operation.takes);
    const content = Object.fromEntries(
      types.map(([type, description]) => [
        type,
        { schema: { type: "string" as const, format: "binary", description } },
      ]),
    );
    return { requestBody: { required: true, content } };
  }
  if (saysInAddress(operation) || Object.keys(fields).length === 0) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: z.strictObject(fields) } } } };
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const inPath = pathFields(operation);
  const fields = Object.entries(operation.fields);
  const path = Object.fromEntries(fields.filter(([name]) => inPath.includes(name)));
  const rest = Object.fromEntries(fields.filter(([name]) => !inPath.includes(name)));
  return {
    operationId: operation.id,
    tags: [groupOf(operation).title],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: [{ token: [scopeFor(operation)] }],
    requestParams: {
      ...(inPath.length > 0 ? { path: z.object(path) } : {}),
      ...(saysInAddress(operation) && Object.keys(rest).length > 0
        ? { query: z.object(mapFields(rest, inAddress)) }
        : {}),
      ...(operation.writes ? { header: z.object({ "Idempotency-Key": idempotencyKey }) } : {}),
    },
    ...bodyOf(operation, rest),
    responses: { ...answersOf(operation), ...refusals },
  };
}

/** JSON has no dates; they come and go as ISO 8601. */
const writeDates: ZodOpenApiOverride = ({ zodSchema, jsonSchema }) => {
  if (zodSchema._zod.def.type !== "date") return;
  jsonSchema.type = "string";
  jsonSchema.format = "date-time";
};

function describePaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of OPERATIONS) {
    const method = operation.method.toLowerCase();
    paths[operation.path] = { ...paths[operation.path], [method]: describeOperation(operation) };
  }
  return paths;
}

let document: OpenApiDocument | undefined;

/** The whole API in OpenAPI 3.1, from the table of operations and the procedures' own schemas. */
export function openApiDocument(): OpenApiDocument {
  document ??= createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Assay",
        version: "1",
        description:
          "The API of a tracker: launch, follow, compare and export runs, with the same rules as the screens.",
      },
      servers: [{ url: API_ROOT }],
      tags: GROUPS.map(({ title }) => ({ name: title })),
      components: {
        securitySchemes: { token: { type: "http", scheme: "bearer", description: "An API token, from your account." } },
      },
      paths: describePaths(),
    },
    { override: writeDates },
  );
  return document;
}
