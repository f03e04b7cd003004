import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectSql } from "../../db/database";
import { waitForEnd } from "../process/end-process.mjs";
import { ensureHome } from "../setup/home.mjs";
import { openCluster } from "./open-cluster.mjs";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "assay-cluster-"));
  chmodSync(home, 0o711);
  ensureHome(home);
});
afterAll(async () => {
  await (await openCluster(home, { quiet: true })).stop();
  rmSync(home, { recursive: true, force: true });
});

async function readRows(url: string): Promise<number[]> {
  const sql = connectSql(url, { max: 1 });
  const rows = await sql<{ n: number }[]>`select n from kept order by n`;
  await sql.end();
  return rows.map((row) => row.n);
}

test("rows that were acknowledged outlive kill -9 of the server, and a running server is adopted", async () => {
  const first = await openCluster(home, { quiet: true });
  expect(first.adopted).toBe(false);
  const sql = connectSql(first.url, { max: 1, onclose: () => {} });
  await sql`create table kept (n integer)`;
  const killed: number[] = [];
  for (const n of [1, 2, 3]) {
    const server = await openCluster(home, { quiet: true });
    const writer = connectSql(server.url, { max: 1 });
    await writer`insert into kept values (${n})`;
    process.kill(server.pid, "SIGKILL");
    killed.push(server.pid);
    await writer.end({ timeout: 1 }).catch(() => {});
    expect(await waitForEnd(server.pid, 5_000)).toBe(true);
  }
  await sql.end({ timeout: 1 }).catch(() => {});
  const after = await openCluster(home, { quiet: true });
  expect(after.adopted).toBe(false);
  expect(killed).not.toContain(after.pid);
  expect(await readRows(after.url)).toEqual([1, 2, 3]);
  const again = await openCluster(home, { quiet: true });
  expect(again).toMatchObject({ adopted: true, pid: after.pid });
  await again.stop();
}, 60_000);

test("a lock file whose number now belongs to another program does not stop the start", async () => {
  const server = await openCluster(home, { quiet: true });
  const lockFile = join(server.data, "postmaster.pid");
  const lines = readFileSync(lockFile, "utf8").split("\n");
  process.kill(server.pid, "SIGKILL");
  await waitForEnd(server.pid, 5_000);
  writeFileSync(lockFile, [String(process.ppid), ...lines.slice(1)].join("\n"));
  const after = await openCluster(home, { quiet: true });
  expect(await readRows(after.url)).toEqual([1, 2, 3]);
  await after.stop();
  expect(existsSync(lockFile)).toBe(false);
}, 60_000);

test("an interrupted initdb leaves nothing that counts as a database", async () => {
  const other = mkdtempSync(join(tmpdir(), "assay-cluster-"));
  chmodSync(other, 0o711);
  ensureHome(other);
  const first = await openCluster(other, { quiet: true });
  await first.stop();
  const half = `${first.data}.partial-1`;
  rmSync(first.data, { recursive: true });
  writeFileSync(half, "half done");
  const second = await openCluster(other, { quiet: true });
  expect(existsSync(half)).toBe(false);
  await second.stop();
  rmSync(other, { recursive: true, force: true });
}, 60_000);
