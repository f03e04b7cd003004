import { statSync } from "node:fs";
import { readCertificate } from "./read-certificate.mjs";

const LOOK_MILLISECONDS = 60_000;

const changedAt = (files) => files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs).join(" ");

/**
 * Takes a renewed certificate up without a restart; one that is no good is told once and the old one goes on.
 * @param {import("node:https").Server} server
 * @param {{ certificate: string, key: string }} files
 */
export function renewCertificate(server, files, everyMilliseconds = LOOK_MILLISECONDS) {
  const both = [files.certificate, files.key];
  let seen = changedAt(both);
  const timer = setInterval(() => {
    const now = changedAt(both);
    if (now === seen) return;
    seen = now;
    try {
      const { cert, key } = readCertificate(files, new Date());
      server.setSecureContext({ cert, key });
      console.log("The renewed certificate is in use.");
    } catch (error) {
      console.error(`The certificate stays as it was: ${error instanceof Error ? error.message : error}`);
    }
  }, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
