import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { openApiDocument } from "../openapi-document";
import type { OperationFacts } from "../operation";

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat("date-time", ISO_8601);
ajv.addSchema({ $id: "document", ...openApiDocument() });

const pointer = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** What the document says that an operation answers as JSON, by status. */
export function answerSchema(
  { path, method }: Pick<OperationFacts, "path" | "method">,
  status: number,
): ValidateFunction {
  const parts = [
    "paths",
    path,
    method.toLowerCase(),
    "responses",
    String(status),
    "content",
    "application/json",
    "schema",
  ];
  return ajv.compile({ $ref: `document#/${parts.map(pointer).join("/")}` });
}

export const errorSchema = ajv.compile({ $ref: "document#/components/schemas/Error" });
