import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import { Refusal } from "../terminal/refusal.mjs";

/** @param {string} file @param {string} what */
function readPem(file, what) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    const why = code === "ENOENT" ? "is not there" : `cannot be read (${code})`;
    throw new Refusal(`The ${what} ${file} ${why}.`);
  }
}

/** @param {string} pem @param {string} file */
function parseCertificate(pem, file) {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Refusal(`${file} holds no certificate in PEM form.`);
  }
}

/**
 * A certificate with its key, checked as far as can be before anybody asks for it.
 * @param {{ certificate: string, key: string }} files
 * @param {Date} now
 */
export function readCertificate({ certificate, key }, now) {
  const cert = readPem(certificate, "certificate");
  const privateKey = readPem(key, "key");
  const parsed = parseCertificate(cert, certificate);
  if (new Date(parsed.validTo) < now) throw new Refusal(`The certificate ${certificate} ended on ${parsed.validTo}.`);
  try {
    createSecureContext({ cert, key: privateKey });
  } catch {
    throw new Refusal(`The key ${key} does not belong to the certificate ${certificate}, or is no key in PEM form.`);
  }
  return {
    cert,
    key: privateKey,
    names: listNames(parsed),
    /** @param {string} host */
    covers: (host) => (isIP(host) ? parsed.checkIP(host) : parsed.checkHost(host)) !== undefined,
  };
}

/** What the certificate is for, as written in it: names first, addresses after them. @param {X509Certificate} parsed */
function listNames(parsed) {
  const entries = (parsed.subjectAltName ?? "").split(", ");
  const of = (kind) => entries.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length));
  return [...of("DNS:"), ...of("IP Address:")];
}
