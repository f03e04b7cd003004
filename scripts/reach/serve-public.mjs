// The web process of a start with --host: Next behind two listeners, one for this machine and one for all others.
import next from "next";
import { LOOPBACK, openListeners } from "./open-listeners.mjs";

/** @type {import("./read-reach.mjs").Reach & { loopbackPort: number }} */
const reach = JSON.parse(process.argv[2] ?? "null");
const app = next({ dev: false, hostname: LOOPBACK, port: reach.loopbackPort });
await app.prepare();
const answer = app.getRequestHandler();
const listeners = openListeners(reach, (request, response) => void answer(request, response), {
  onFailure: (sentence) => {
    console.error(`error: ${sentence}`);
    process.exit(1);
  },
});
process.once("SIGTERM", () => void listeners.close().then(() => process.exit(0)));
