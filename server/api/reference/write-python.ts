import { API_ROOT } from "../find-operation";
import type { Operation } from "../operation";
import { exampleRequest } from "./example-request";

const INDENT = "    ";

/** A JSON value as Python writes it. */
function literal(value: unknown, depth = 1): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const pad = INDENT.repeat(depth);
  const inner = Array.isArray(value)
    ? value.map((each) => literal(each, depth + 1))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${literal(each, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const oneLine = `${open}${inner.join(", ")}${close}`;
  if (oneLine.length + pad.length <= 88) return oneLine;
  return `${open}\n${inner.map((each) => `${pad}${INDENT}${each},\n`).join("")}${pad}${close}`;
}

function handle(operation: Operation): string {
  if (operation.kind === "download") return `with open("download", "wb") as file:\n${INDENT}file.write(answer.content)`;
  return operation.status === 204 ? "" : "print(answer.json())";
}

/** The example for a script; `requests` is what most have at hand. */
export function writePython(operation: Operation): string {
  const { path, query, body } = exampleRequest(operation);
  const headers = ['"Authorization": f"Bearer {os.environ[\'ASSAY_TOKEN\']}"'];
  if (operation.writes) headers.push('"Idempotency-Key": str(uuid.uuid4())');
  const lines = [
    `f"{os.environ['ASSAY_URL']}${API_ROOT}${path}"`,
    headers.length === 1
      ? `headers={${headers[0]}}`
      : `headers={\n${headers.map((each) => `${INDENT}${INDENT}${each},\n`).join("")}${INDENT}}`,
  ];
  if (query.length > 0) lines.push(`params=${literal(Object.fromEntries(query))}`);
  if (body) lines.push(`json=${literal(body)}`);
  if (operation.kind === "upload") lines.push('data=open("visits.csv", "rb")');
  const call = `requests.${operation.method.toLowerCase()}(\n${lines.map((line) => `${INDENT}${line},\n`).join("")})`;
  return [
    ["import os", ...(operation.writes ? ["import uuid"] : [])].join("\n"),
    "import requests",
    [`answer = ${call}`, "answer.raise_for_status()", handle(operation)].filter(Boolean).join("\n"),
  ].join("\n\n");
}
