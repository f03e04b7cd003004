import { join } from "node:path";
import { expect, test } from "vitest";
import { readReach } from "./read-reach.mjs";

/** Signed by themselves, good for a hundred years. */
const folder = join(import.meta.dirname, "testing");
const NOW = new Date();
const named = ["--certificate", "named.pem", "--key", "named.key"];
const wild = ["--certificate", "wild.pem", "--key", "wild.key"];

const read = (args: string[], own = ["10.0.0.7"], port = 3000, now = NOW) =>
  readReach(args, port, { now, ownAddresses: () => own, folder });
const everywhere = ["--host", "0.0.0.0"];

test("without --host only this machine is served", () => {
  expect(read([])).toBeNull();
  expect(() => read(["--insecure-http"])).toThrow("--insecure-http needs --host ADDRESS");
  expect(() => read(["--hots", "x"])).toThrow(/Unknown option '--hots'.*--host/);
});

test("--host alone ends with one sentence that says what to choose from", () => {
  const sentence = /--certificate FILE --key FILE, or --trusted-proxy ADDRESS with --public-url, or --insecure-http/;
  expect(() => read(everywhere)).toThrow(sentence);
  expect(() => read([...everywhere, "--insecure-http", "--trusted-proxy", "10.0.0.2"])).toThrow("Choose one of");
  expect(() => read([...everywhere, "--certificate", "named.pem"])).toThrow("--key is missing");
});

test("in the open the address is derived where there is only one", () => {
  const open = ["--insecure-http"];
  expect(read(["--host", "10.9.9.9", ...open])?.publicUrl).toBe("http://10.9.9.9:3000");
  expect(read(["--host", "fd00::7", ...open], [], 80)?.publicUrl).toBe("http://[fd00::7]");
  expect(read([...everywhere, ...open])?.publicUrl).toBe("http://10.0.0.7:3000");
  expect(() => read([...everywhere, ...open], ["10.0.0.7", "192.168.1.2"])).toThrow(
    /several addresses.*192\.168\.1\.2/,
  );
  expect(() => read([...everywhere, ...open], [])).toThrow("no address of its own");
  expect(() => read([...everywhere, ...open, "--public-url", "https://a.example"])).toThrow(
    "--insecure-http serves http",
  );
});

test("a certificate says who this is, and must be for the address that browsers open", () => {
  expect(read([...everywhere, ...named], [], 443)).toEqual({
    host: "0.0.0.0",
    port: 443,
    publicUrl: "https://assay.example.org",
    certificate: join(folder, "named.pem"),
    key: join(folder, "named.key"),
    trustedProxies: [],
  });
  expect(read(["--host", "10.0.0.7", ...named])?.publicUrl).toBe("https://10.0.0.7:3000");
  expect(() => read([...everywhere, ...named, "--public-url", "https://other.example"])).toThrow(
    "The certificate is for assay.example.org, 10.0.0.7, not for other.example.",
  );
  expect(read([...everywhere, ...wild, "--public-url", "https://a.example.org/"])?.publicUrl).toBe(
    "https://a.example.org",
  );
  expect(() => read([...everywhere, ...wild])).toThrow("--public-url");
  expect(() => read([...everywhere, ...named, "--public-url", "http://assay.example.org"])).toThrow("https://");
});

test("a certificate that would fail at the first browser fails before the start", () => {
  const with_ = (certificate: string, key: string) => [...everywhere, "--certificate", certificate, "--key", key];
  expect(() => read(with_("missing.pem", "named.key"))).toThrow(/missing\.pem is not there/);
  expect(() => read(with_("empty.pem", "named.key"))).toThrow("no certificate in PEM form");
  expect(() => read(with_("named.pem", "wild.key"))).toThrow("does not belong to");
  const later = new Date(NOW.getTime() + 101 * 366 * 86_400_000);
  expect(() => read([...everywhere, ...named], [], 3000, later)).toThrow("ended on");
});

test("behind a proxy the address is asked for, and the proxy is an address", () => {
  const behind = [...everywhere, "--trusted-proxy", "10.0.0.2,fd00::/8"];
  expect(() => read(behind)).toThrow("only you know the address");
  expect(read([...behind, "--public-url", "https://assay.example.org"])).toMatchObject({
    publicUrl: "https://assay.example.org",
    trustedProxies: ["10.0.0.2", "fd00::/8"],
  });
  for (const wrong of ["nginx", "10.0.0.0/33", "10.0.0.1/8/8", ""]) {
    expect(() => read([...everywhere, "--trusted-proxy", wrong]), wrong).toThrow("--trusted-proxy takes the address");
  }
  expect(() => read([...behind, "--public-url", "https://assay.example.org/app"])).toThrow("without a path");
});
