import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { openCluster } from "../../scripts/postgres/open-cluster.mjs";
import { BROWSER } from "../browser";

export type Product = {
  url: string;
  home: string;
  databaseUrl: string;
  browser: Browser;
  /** Cookies of the first administrator. */
  signedIn: () => Promise<BrowserContext>;
  close: () => Promise<void>;
};

/** The whole product by `npm start` on the embedded Postgres of a scratch home, with somebody signed in. */
export async function openProduct(home: string): Promise<Product> {
  const { DATABASE_URL, ...shell } = process.env;
  const env = { ...shell, ASSAY_HOME: home };
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", "39400"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => Promise.reject(new Error(`npm start ended with ${code}.`))),
  ]);
  const url = String(line).replace("ready ", "").trim();
  const browser = await chromium.launch(BROWSER);
  return {
    url,
    home,
    // The server runs already; this only reads where.
    databaseUrl: (await openCluster(home)).url,
    browser,
    signedIn: async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const { stdout } = await promisify(execFile)(process.execPath, ["scripts/assay.mjs", "sign-in"], {
        env: { ...env, ASSAY_URL: url },
      });
      const page = await context.newPage();
      await page.goto(stdout.trim());
      await page.waitForURL(/\/projects\//);
      await page.close();
      return context;
    },
    close: async () => {
      await browser.close();
      child.kill("SIGINT");
      await ended;
    },
  };
}
