import { API_ROOT } from "../find-operation";
import type { Operation } from "../operation";
import { exampleRequest } from "./example-request";

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The example as a person would type it, with address and token from the shell. */
export function writeCurl(operation: Operation): string {
  const { path, query, body } = exampleRequest(operation);
  const asked = new URLSearchParams(query).toString();
  const method = operation.method === "GET" || (operation.method === "POST" && body) ? "" : ` -X ${operation.method}`;
  const parts = [
    `curl${method} "$ASSAY_URL${API_ROOT}${path}${asked && `?${asked}`}"`,
    `-H "Authorization: Bearer $ASSAY_TOKEN"`,
  ];
  if (operation.writes) parts.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (body) parts.push("-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(body))}`);
  if (operation.kind === "upload") parts.push("-T visits.csv");
  if (operation.kind === "download") parts.push("-OJ");
  return parts.join(" \\\n  ");
}
