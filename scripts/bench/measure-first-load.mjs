import { spawn } from "node:child_process";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { readSignInAddress } from "../services/read-sign-in-address.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";

const TARGET_KIB = 180;
const PROJECT_LINK = /\/projects\/[a-z0-9-]+/;

const readCookies = (response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

async function readScripts(url, cookie) {
  const response = await fetch(url, { headers: { cookie } });
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  const sources = new Set([...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"/g)].map((found) => found[1]));
  const bodies = await Promise.all(
    [...sources].map(async (source) => (await fetch(new URL(source, url))).arrayBuffer()),
  );
  return { html, kib: bodies.reduce((sum, body) => sum + gzipSync(Buffer.from(body)).length, 0) / 1024 };
}

/**
 * First-load JavaScript of the runs page, as the browser is told to load it, beside the sign-in page of the same build.
 * @param {NodeJS.ProcessEnv} env with ASSAY_HOME of its own
 * @param {(home: string, url: string) => NodeJS.ProcessEnv} variables of the services
 */
export async function measureFirstLoad(env, variables) {
  const child = spawn(process.execPath, [inCheckout("scripts", "start.mjs")], {
    cwd: CHECKOUT,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  try {
    const [line] = await once(child.stdout, "data");
    const url = String(line).trim().replace("ready ", "");
    const address = await readSignInAddress(variables(url));
    const signedIn = await fetch(address, { redirect: "manual" });
    const cookie = readCookies(signedIn).join("; ");
    const home = await (await fetch(url, { headers: { cookie } })).text();
    const project = PROJECT_LINK.exec(home)?.[0];
    if (!project) throw new Error("The first page links to no project.");
    const runs = await readScripts(`${url}${project}/runs`, cookie);
    const signIn = await readScripts(`${url}/sign-in`, "");
    return [
      {
        name: "first-load JavaScript of the runs page, gzip (baseline: sign-in page)",
        value: runs.kib,
        unit: "KiB",
        baseline: signIn.kib,
        ratio: signIn.kib / runs.kib,
        target: { atMost: TARGET_KIB },
      },
    ];
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}
