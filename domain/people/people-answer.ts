import { z } from "zod";
import { ROLES, TOKEN_SCOPES } from "../access";

const scope = z.enum(TOKEN_SCOPES);

export const tokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    scope,
    project: z.string().nullable().describe("The one project that it opens; null means all of yours."),
    createdAt: z.date(),
    expiresAt: z.date().nullable(),
    lastUsedAt: z.date().nullable(),
    expired: z.boolean(),
  })
  .meta({ id: "Token" });

export const newTokenAnswer = z
  .object({
    id: z.string(),
    token: z.string().describe("Shown this once; only its SHA-256 is kept."),
    name: z.string(),
    scope,
    project: z.string().nullable(),
    expiresAt: z.date().nullable(),
  })
  .meta({ id: "NewToken" });

export const passwordLinkAnswer = z
  .object({
    address: z.string().describe("Told this once; whoever opens it first sets the password."),
    name: z.string(),
    expiresAt: z.date(),
  })
  .meta({ id: "PasswordLink" });

export const personAnswer = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    joinedAt: z.date(),
    you: z.boolean(),
  })
  .meta({ id: "Person" });

export const invitationAnswer = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    email: z.string().nullable(),
    invitedBy: z.string().nullable(),
    createdAt: z.date(),
    expiresAt: z.date(),
  })
  .meta({ id: "Invitation" });

export const newInvitationAnswer = z
  .object({
    id: z.string(),
    address: z.string().describe("Told this once; whoever opens it joins."),
    role: z.enum(ROLES),
    email: z.string().nullable(),
    expiresAt: z.date(),
  })
  .meta({ id: "NewInvitation" });
