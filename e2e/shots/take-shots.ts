import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { writeClinicalProject } from "@/db/seed/scenarios/clinical-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createAuth } from "@/server/auth/auth";
import { BROWSER } from "../browser";
import { createPeople, type Person } from "../people";
import { openScreen, SCREENS, type Screen } from "../screens";
import { nameSeededSites } from "../seeded-site";
import { startSeededWeb } from "../seeded-web";
import { keepSession, sessionFile } from "../session";
import { DIALOG_SHOTS } from "./dialog-shots";
import { openReviewRounds, REVIEW_SHOTS } from "./review-shots";

const PROJECT = "clinical-notes";
const FOLDER = "shots";
const THEMES = ["light", "dark"] as const;
/** A desktop and a small window; screens that are read from top to bottom are shown whole. */
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const;
const TABLET = { width: 768, height: 1024, touch: true } as const;
/** So many seconds after the scenario was written; the page's clock stands still there. */
const SECONDS_AFTER = 30;

type Look = { theme: (typeof THEMES)[number]; width: number; height: number; touch?: boolean };
type Wanted = { look: Look; person: Person | null; file: string; open: (page: Page) => Promise<void>; at: Date };

async function take(browser: Browser, url: string, { look, person, file, open, at }: Wanted): Promise<void> {
  const { theme, width, height, touch } = look;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
    storageState: person ? sessionFile("seeded", person) : undefined,
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(at.getTime() + SECONDS_AFTER * 1000));
  await page.addInitScript((chosen) => localStorage.setItem("assay-theme", chosen), theme);
  await open(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  await context.close();
}

function looks(touch: boolean, tall?: number): Look[] {
  const sizes = [...WIDTHS.map((size) => ({ ...size, height: tall ?? size.height })), ...(touch ? [TABLET] : [])];
  return THEMES.flatMap((theme) => sizes.map((size) => ({ theme, ...size })));
}

/** `tsx e2e/shots/take-shots.ts [name …]`: every screen of the seeded scenario, or those named, both themes, both widths; the workspace by finger as well. */
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
    for (const person of ["researcher", "reviewer", "admin"] as const) await keepSession(auth, "seeded", person);
    nameSeededSites([{ name: "shots", url: web.url, database: database.url }]);
    process.env.TEST_PARALLEL_INDEX = "0";
    const wanted = (name: string) => names.length === 0 || names.includes(name);
    const shoot = async (name: string, shot: Omit<Wanted, "look" | "file"> & { looks: Look[] }) => {
      for (const look of shot.looks) {
        const file = join(FOLDER, `${name}-${look.theme}-${look.width}.png`);
        await take(browser, web.url, { ...shot, look, file });
      }
      process.stderr.write(`${name}\n`);
    };
    for (const [name, screen] of Object.entries<Screen>(SCREENS).filter(([name]) => wanted(name))) {
      const person = screen.path === "/sign-in" ? null : "researcher";
      const open = (page: Page) => openScreen(page, screen, `/projects/${PROJECT}`);
      await shoot(name, { person, open, looks: looks(false, screen.height), at: now });
    }
    for (const [name, prepare] of Object.entries(DIALOG_SHOTS).filter(([name]) => wanted(name))) {
      const open = (page: Page) => prepare(page, `/projects/${PROJECT}`);
      await shoot(name, { person: "researcher", open, looks: looks(false), at: now });
    }
    const review = Object.entries(REVIEW_SHOTS).filter(([name]) => wanted(name));
    const rounds = review.length > 0 ? await openReviewRounds() : null;
    for (const [name, { person, prepare, touch }] of rounds ? review : []) {
      if (!rounds) continue;
      const open = (page: Page) => prepare(page, rounds);
      await shoot(name, { person, open, looks: looks(touch === true), at: new Date() });
    }
  } finally {
    await browser.close();
    await web.stop();
    await database.drop();
  }
}

await takeShots(process.argv.slice(2));
