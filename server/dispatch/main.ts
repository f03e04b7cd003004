import { connectSql } from "@/db/database";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { HeadExporter } from "../audit/head-exporter";
import { Compactor } from "../compaction/compactor";
import { services } from "../context";
import { ImportSweeper } from "../datasets/imports/import-sweeper";
import { env } from "../env";
import { openChangeFeed } from "../live/change-feed";
import { runnerEnvironment } from "../stages/runner-environment";
import { StudyKeeper } from "../studies/study-keeper";
import { createAskServer } from "./ask-server";
import { Dispatcher } from "./dispatcher";
import { createLocalExecutor } from "./executors/local";
import { ownName } from "./executors/process-name";
import { createShipJournal } from "./ship-journal";

const POLL_SECONDS = 1;

const settings = env();
const runner = {
  python: settings.ASSAY_PYTHON,
  checkout: process.cwd(),
  environment: runnerEnvironment(process.env),
};
const { pid, started } = ownName();

const dispatcher = new Dispatcher({
  services: services(),
  executor: createLocalExecutor({ ...runner, slots: settings.ASSAY_SLOTS }),
  settings: {
    home: settings.ASSAY_HOME,
    secret: settings.ASSAY_SECRET,
    serverUrl: settings.ASSAY_URL,
    beatSeconds: settings.ASSAY_BEAT_SECONDS,
    cancelGraceSeconds: settings.ASSAY_CANCEL_GRACE_SECONDS,
    leaseSeconds: settings.ASSAY_LEASE_SECONDS,
    price: settings.ASSAY_PRICE_PER_HOUR,
  },
  identity: `${pid}/${started}`,
  ship: createShipJournal(runner),
  askServer: createAskServer({ home: settings.ASSAY_HOME, url: settings.ASSAY_URL }),
  pollSeconds: POLL_SECONDS,
});

const studies = new StudyKeeper({ ...services(), python: settings.ASSAY_PYTHON, home: settings.ASSAY_HOME });

function wakeAll(): void {
  dispatcher.wake();
  studies.wake();
}

const feed = openChangeFeed(connectSql(settings.DATABASE_URL, { max: 2 }));
feed.subscribe((event) => {
  if (event.type === "listening") return wakeAll();
  const { kind, state } = event.change;
  const concernsQueue = state === undefined || RUN_RULES[state].settled || state === "cancelling" || state === "queued";
  if (kind === "state" && concernsQueue) wakeAll();
});

const compactor = new Compactor(services().sql);
const sweeper = new ImportSweeper({ ...services(), home: settings.ASSAY_HOME });
const heads = new HeadExporter(services().db, settings.ASSAY_HOME);

async function stop(): Promise<void> {
  heads.stop();
  await feed.close();
  await Promise.all([dispatcher.stop(), studies.stop(), compactor.stop(), sweeper.stop()]);
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());

dispatcher.start();
studies.start();
compactor.start();
sweeper.start();
heads.start();
console.log("dispatcher ready");
