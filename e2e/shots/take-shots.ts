import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { writeClinicalProject } from "@/db/seed/scenarios/clinical-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createAuth } from "@/server/auth/auth";
import { BROWSER } from "../browser";
import { createPeople } from "../people";
import { openScreen, SCREENS, type Screen } from "../screens";
import { startSeededWeb } from "../seeded-web";
import { keepSession, sessionFile } from "../session";

const PROJECT = "clinical-notes";
const FOLDER = "shots";
const THEMES = ["light", "dark"] as const;
/** A desktop and a small window; screens that are read from top to bottom are shown whole. */
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const;
/** So many seconds after the scenario was written; the page's clock stands still there. */
const SECONDS_AFTER = 30;

type Wanted = { screen: Screen; theme: (typeof THEMES)[number]; width: number; height: number; file: string };

async function take(browser: Browser, url: string, now: Date, wanted: Wanted): Promise<void> {
  const { screen, theme, width, height, file } = wanted;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: screen.height ?? height },
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
    storageState: screen.path === "/sign-in" ? undefined : sessionFile("seeded", "researcher"),
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(now.getTime() + SECONDS_AFTER * 1000));
  await page.addInitScript((chosen) => localStorage.setItem("assay-theme", chosen), theme);
  await openScreen(page, screen, `/projects/${PROJECT}`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  await context.close();
}

/** `tsx e2e/shots/take-shots.ts [name …]`: every screen of the seeded scenario, or those named, both widths, both themes. */
async function takeShots(names: readonly string[]): Promise<void> {
  process.env.ASSAY_E2E_RUN = `shots-${process.pid}`;
  mkdirSync(FOLDER, { recursive: true });
  const database = await createTestDatabase();
  const now = new Date();
  await writeClinicalProject(database.db, database.sql, now);
  const web = await startSeededWeb(database.url);
  const browser = await chromium.launch(BROWSER);
  try {
    const auth = createAuth({ db: database.db, url: web.url, secret: web.secret });
    await createPeople(database.db, auth, PROJECT);
    await keepSession(auth, "seeded", "researcher");
    for (const [name, screen] of Object.entries<Screen>(SCREENS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      for (const theme of THEMES) {
        for (const { width, height } of WIDTHS) {
          const file = join(FOLDER, `${name}-${theme}-${width}.png`);
          await take(browser, web.url, now, { screen, theme, width, height, file });
        }
      }
      process.stderr.write(`${name}\n`);
    }
  } finally {
    await browser.close();
    await web.stop();
    await database.drop();
  }
}

await takeShots(process.argv.slice(2));
