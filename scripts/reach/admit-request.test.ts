import { expect, test } from "vitest";
import { createAdmission } from "./admit-request.mjs";

const direct = createAdmission({ publicUrl: "https://assay.example.org", trustedProxies: [] });
const proxied = createAdmission({ publicUrl: "https://assay.example.org", trustedProxies: ["10.0.0.2", "fd00::/8"] });
const api = (headers: Record<string, string> = {}) => ({
  method: "POST",
  url: "/api/trpc/runs.list",
  headers: { host: "assay.example.org", ...headers },
});

test("what a client says of where it comes from is replaced by where it comes from", () => {
  const lies = { "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http", "x-real-ip": "::1", forwarded: "for=1" };
  const admitted = direct(api({ ...lies, authorization: "Bearer x" }), "::ffff:203.0.113.9");
  expect(admitted).toEqual({
    headers: {
      host: "assay.example.org",
      authorization: "Bearer x",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "assay.example.org",
      "x-forwarded-proto": "https",
    },
  });
});

test("behind a proxy nobody else is answered, and the proxy is believed as far as it saw itself", () => {
  expect(proxied(api(), "10.0.0.3")).toEqual({
    refuse: "Assay answers its proxy only. Open https://assay.example.org",
  });
  const from = (forwarded: string, peer = "10.0.0.2") => {
    const admitted = proxied(api({ "x-forwarded-for": forwarded }), peer);
    return "headers" in admitted ? admitted.headers["x-forwarded-for"] : null;
  };
  expect(from("203.0.113.9")).toBe("203.0.113.9");
  expect(from("198.51.100.1, 203.0.113.9")).toBe("203.0.113.9");
  expect(from("203.0.113.9, fd00::7", "fd00::8")).toBe("203.0.113.9");
  expect(from("nonsense")).toBe("10.0.0.2");
});

test("a page that is opened by another name leads to the public address; a program is answered", () => {
  const page = (url: string) =>
    direct({ method: "GET", url, headers: { host: "10.0.0.9:3000", accept: "text/html" } }, "203.0.113.9");
  expect(page("/projects/x?y=1")).toEqual({ redirect: "https://assay.example.org/projects/x?y=1" });
  expect(page("//")).toEqual({ redirect: "https://assay.example.org" });
  expect(page("//evil.example/")).toEqual({ redirect: "https://assay.example.org" });
  expect(direct({ ...api(), headers: { host: "10.0.0.9:3000" } }, "203.0.113.9")).toHaveProperty("headers");
});
