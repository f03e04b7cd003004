import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createDraw } from "@/domain/campaigns/draw";
import { ChangeRecord } from "./change-record";
import { ReaderBrowser } from "./reader-browser";
import { openReadingSite, type ReadingSite } from "./reading-site";
import { type MomentResult, runMoment } from "./run-moment";
import { KINDS, type Kind, openTab, type Scene } from "./scene";
import { type Tally, tally } from "./tally";

/** `tsx e2e/kill-review/main.ts [--kind KIND]… [--times 100] [--seed 1] [--json FILE]`: exit code 1 when a mark suffered. */
const { values } = parseArgs({
  options: {
    kind: { type: "string", multiple: true },
    times: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    port: { type: "string" },
    json: { type: "string" },
  },
});
const CASES_A_MOMENT = 5;
const SPARE_CASES = 20;

function readKinds(named: readonly string[] = KINDS): Kind[] {
  return named.map((name) => {
    const kind = KINDS.find((each) => each === name);
    if (!kind) throw new Error(`There is no kind "${name}"; there are ${KINDS.join(", ")}.`);
    return kind;
  });
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`--${name} takes a whole number from 1, not ${text}.`);
  return count;
}

type Told = (tallied: Tally) => void;

async function runKind(site: ReadingSite, kind: Kind, times: number, seed: number, tell: Told): Promise<void> {
  const record = new ChangeRecord();
  const browser = new ReaderBrowser(site, record);
  const campaign = await site.openRound(`Killed by ${kind}`, times * CASES_A_MOMENT + SPARE_CASES);
  const draws = { draw: createDraw(seed, kind), drawKeys: createDraw(seed, `${kind}, keys`) };
  const scene: Scene = { site, browser, record, ...draws, campaign, pages: [], address: "" };
  const results: MomentResult[] = [];
  const known = new Set<string>();
  try {
    await browser.launch();
    scene.pages = [await openTab(scene)];
    while (results.length < times) {
      const result = await runMoment(scene, kind);
      results.push(result);
      process.stderr.write(`${kind} ${results.length} of ${times}: ${describeMoment(result, known)}\n`);
      tell(tally(results, record, await site.readRound(campaign)));
    }
  } finally {
    await browser.close();
  }
}

/** With what went wrong, each fault at the first moment that shows it. */
function describeMoment({ how, phase, returnMilliseconds, faults }: MomentResult, known: Set<string>): string {
  const fresh = faults.map(({ kind, id, what }) => `\n  ${kind}: ${id}, ${what}`).filter((line) => !known.has(line));
  for (const line of fresh) known.add(line);
  const seconds = (returnMilliseconds / 1_000).toFixed(1);
  return `${how}, ${phase ?? "nothing made yet"}, back in ${seconds} s${fresh.join("")}`;
}

const kinds = readKinds(values.kind);
const times = readCount("times", values.times);
const seed = readCount("seed", values.seed);
const site = await openReadingSite(values.port ? readCount("port", values.port) : undefined);
try {
  const began = Date.now();
  const tallies: Partial<Record<Kind, Tally>> = {};
  const report = () => {
    const minutes = Math.round((Date.now() - began) / 6_000) / 10;
    return `${JSON.stringify({ seed, minutes, ...tallies }, null, 2)}\n`;
  };
  for (const kind of kinds) {
    await runKind(site, kind, times, seed, (tallied) => {
      tallies[kind] = tallied;
      // At every moment, so that a run that is cut short leaves what it saw.
      if (values.json) writeFileSync(values.json, report());
    });
  }
  process.stdout.write(report());
  const wrong = Object.values(tallies).some(({ faults, otherwiseWrong }) => faults.length + otherwiseWrong > 0);
  process.exitCode = wrong ? 1 : 0;
} finally {
  await site.close();
}
