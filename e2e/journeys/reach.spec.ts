import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { findFreePort, HOST } from "../free-port";
import { seededSite } from "../seeded-site";

const TESTING = join("scripts", "reach", "testing");

function readStatus(port: number, path: string): Promise<number | undefined> {
  const ca = readFileSync(join(TESTING, "named.pem"));
  const named = { servername: "assay.example.org", headers: { host: "assay.example.org" } };
  return new Promise((resolve, reject) => {
    get({ host: HOST, port, path, ca, ...named }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject);
  });
}

test("the web process of a start with --host serves others under its certificate", async () => {
  const [port, loopbackPort] = await Promise.all([findFreePort(), findFreePort()]);
  const reach = {
    host: HOST,
    port,
    loopbackPort,
    publicUrl: "https://assay.example.org",
    trustedProxies: [],
    certificate: join(TESTING, "named.pem"),
    key: join(TESTING, "named.key"),
  };
  const child = spawn(process.execPath, ["scripts/reach/serve-public.mjs", JSON.stringify(reach)], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: seededSite().database,
      ASSAY_HOME: "/nonexistent",
      ASSAY_URL: `http://${HOST}:${loopbackPort}`,
      ASSAY_PUBLIC_URL: reach.publicUrl,
      ASSAY_SECRET: "the secret of a server that lives for one test",
      ASSAY_PYTHON: ".venv/bin/python",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  try {
    const answers = () => expect(async () => expect(await readStatus(port, "/api/health")).toBe(200)).toPass();
    await Promise.race([answers(), ended]);
    expect(await readStatus(port, "/sign-in")).toBe(200);
    expect((await fetch(`http://${HOST}:${loopbackPort}/api/health`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
});
