import { createServer, connect as openSocket, type Socket } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { connectSql } from "@/db/database";
import { createTestDatabase } from "@/db/testing/test-database";
import { openChangeFeed } from "./change-feed";
import { publishChange } from "./publish-change";

const { sql, url, drop } = await createTestDatabase();
afterAll(drop);

async function until(reached: () => boolean) {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A way to the database server that can be cut and mended. */
async function openWay() {
  const direct = new URL(url);
  const folder = direct.searchParams.get("host");
  const openFar = () =>
    folder
      ? openSocket(`${folder}/.s.PGSQL.${direct.searchParams.get("port") ?? "5432"}`)
      : openSocket(Number(direct.port || "5432"), direct.hostname);
  const target = new URL(`postgres://127.0.0.1${direct.pathname}`);
  target.username = direct.searchParams.get("user") ?? direct.username;
  target.password = direct.searchParams.get("password") ?? direct.password;
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((near) => {
    if (!open) return near.destroy();
    const far = openFar();
    for (const socket of [near, far]) sockets.add(socket.on("error", () => socket.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address && typeof address === "object") target.port = String(address.port);
  return {
    url: target.toString(),
    cut: () => {
      open = false;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      open = true;
    },
    close: () => server.close(),
  };
}

function listenTo(feed: ReturnType<typeof openChangeFeed>) {
  const seen = { listening: 0, runs: [] as string[] };
  feed.subscribe((event) => {
    if (event.type === "listening") seen.listening += 1;
    else seen.runs.push(event.change.runId);
  });
  return seen;
}

describe("the feed of changes", () => {
  test("stands again after its connection was ended", async () => {
    const feed = openChangeFeed(sql, 100);
    const seen = listenTo(feed);
    await until(() => seen.listening === 1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`;
    await until(() => seen.listening >= 2);
    await publishChange(sql, { projectId: "p", runId: "after", kind: "state" });
    await until(() => seen.runs.length > 0);
    expect(seen.runs).toEqual(["after"]);
    await feed.close();
  });

  test("stands again after the server was away for a while, and tells each change once", async () => {
    const way = await openWay();
    const through = connectSql(way.url, { max: 2, backoff: () => 0.1 });
    const feed = openChangeFeed(through, 100);
    const seen = listenTo(feed);
    await until(() => seen.listening === 1);
    way.cut();
    await new Promise((resolve) => setTimeout(resolve, 700));
    way.mend();
    await until(() => seen.listening >= 2);
    await publishChange(sql, { projectId: "p", runId: "back", kind: "state" });
    await until(() => seen.runs.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen.runs).toEqual(["back"]);
    await feed.close();
    await through.end({ timeout: 1 });
    way.close();
  });
});
