import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { BROWSER } from "../browser";
import { PASSWORD } from "../people";
import type { ChangeRecord } from "./change-record";
import { READER, type ReadingSite } from "./reading-site";
import { watchReader } from "./watch-reader";

/** What is slow is no mark lost. */
const PATIENCE_MILLISECONDS = 180_000;

/** Chromium names its process in a link beside its profile: `<host>-<pid>`. */
function browserPid(profile: string): number {
  const pid = Number(readlinkSync(join(profile, "SingletonLock")).split("-").at(-1));
  if (!Number.isInteger(pid) || pid < 2) throw new Error("The browser's process is not known.");
  return pid;
}

/** A reader's Chromium with a profile that outlives it. */
export class ReaderBrowser {
  private readonly profile = mkdtempSync(join(tmpdir(), "assay-kill-review-"));
  private cookies: Awaited<ReturnType<BrowserContext["cookies"]>> = [];
  private opened: BrowserContext | null = null;

  constructor(
    private readonly site: ReadingSite,
    private readonly record: ChangeRecord,
  ) {}

  get context(): BrowserContext {
    if (!this.opened) throw new Error("The browser is not running.");
    return this.opened;
  }

  async launch(): Promise<void> {
    const context = await chromium.launchPersistentContext(this.profile, {
      ...BROWSER,
      baseURL: this.site.url,
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(PATIENCE_MILLISECONDS);
    this.opened = context;
    await watchReader(context, this.record);
    if (this.cookies.length === 0) await this.signIn(context);
    else await context.addCookies(this.cookies);
  }

  /** SIGKILL for the browser and every process that it started. */
  async kill(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.context.once("close", () => resolve()));
    // Playwright starts it as the leader of a group.
    process.kill(-browserPid(this.profile), "SIGKILL");
    this.opened = null;
    await gone;
  }

  async close(): Promise<void> {
    await this.opened?.close();
    this.opened = null;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async signIn(context: BrowserContext): Promise<void> {
    const answer = await context.request.post("/api/auth/sign-in/email", {
      data: { email: READER.email, password: PASSWORD },
      headers: { origin: this.site.url },
    });
    if (!answer.ok()) throw new Error(`The reader could not sign in: ${answer.status()}`);
    this.cookies = await context.cookies();
  }
}
