import { API_ROOT } from "../find-operation";
import type { Operation } from "../operation";
import { type ExampleRequest, exampleRequest } from "./example-request";

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

const LONGEST_LINE = 60;

function writeBody(body: Record<string, unknown>): string {
  const line = JSON.stringify(body);
  return line.length <= LONGEST_LINE ? line : JSON.stringify(body, null, 2);
}

function writeAddress(operation: Operation, { path, query }: ExampleRequest): string[] {
  const address = `"$ASSAY_URL${API_ROOT}${path}`;
  if (operation.method === "GET" && query.length > 0) {
    return [`curl -G ${address}"`, ...query.map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`)];
  }
  const asked = new URLSearchParams(query).toString();
  const said = operation.method === "GET" ? "curl" : `curl -X ${operation.method}`;
  return [`${said} ${address}${asked && `?${asked}`}"`];
}

/** The example as a person would type it, with address and token from the shell. */
export function writeCurl(operation: Operation): string {
  const request = exampleRequest(operation);
  const parts = [...writeAddress(operation, request), `-H "Authorization: Bearer $ASSAY_TOKEN"`];
  if (operation.writes) parts.push(`-H "Idempotency-Key: $(date +%s)"`);
  if (request.body) parts.push("-H 'Content-Type: application/json'", `-d ${quote(writeBody(request.body))}`);
  if (operation.kind === "upload") parts.push("-T visits.csv");
  if (operation.kind === "download") parts.push("-OJ");
  return parts.join(" \\\n  ");
}
