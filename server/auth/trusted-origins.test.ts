import { expect, test } from "vitest";
import { isOpenAuthPath } from "./open-auth-path";
import { isFromTrustedOrigin, trustedOrigins } from "./trusted-origins";

const from = (origin: string | null) => new Headers(origin ? { origin } : {});

test("on this machine localhost and 127.0.0.1 are one place; elsewhere there is one address", () => {
  expect(trustedOrigins("http://127.0.0.1:3000")).toContain("http://localhost:3000");
  expect(trustedOrigins("https://assay.example.org/")).toEqual(["https://assay.example.org"]);
  expect(trustedOrigins("http://10.0.0.7:3000")).toEqual(["http://10.0.0.7:3000"]);
});

test("a cookie counts on Assay's own pages and in programs, on no other page", () => {
  const url = "https://assay.example.org";
  expect(isFromTrustedOrigin(from(url), url)).toBe(true);
  expect(isFromTrustedOrigin(from(null), url)).toBe(true);
  for (const other of [
    "https://evil.example",
    "http://assay.example.org",
    `${url}:8443`,
    `${url}.evil.example`,
    "null",
  ]) {
    expect(isFromTrustedOrigin(from(other), url), other).toBe(false);
  }
});

test("of better-auth's routes only those that the pages need are there", () => {
  expect(isOpenAuthPath("POST", "/api/auth/sign-in/email")).toBe(true);
  expect(isOpenAuthPath("GET", "/api/auth/sign-in/email")).toBe(false);
  for (const path of ["list-sessions", "update-user", "change-email", "sign-up/email", "reset-password/abc", "ok"]) {
    expect(isOpenAuthPath("GET", `/api/auth/${path}`), path).toBe(false);
    expect(isOpenAuthPath("POST", `/api/auth/${path}`), path).toBe(false);
  }
  expect(isOpenAuthPath("DELETE", "/api/auth/get-session")).toBe(false);
});
