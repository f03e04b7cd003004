import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { newTokenAnswer, passwordLinkAnswer, tokenAnswer } from "@/domain/people/people-answer";
import { projectAnswer, viewerAnswer } from "@/domain/projects/project-answer";
import { operation } from "../operation";

export const accountOperations = [
  operation({
    method: "GET",
    path: "/viewer",
    procedure: "projects.viewer",
    summary: "Say whose token this is",
    answers: viewerAnswer,
  }),
  operation({
    method: "GET",
    path: "/projects",
    procedure: "projects.list",
    summary: "List your projects",
    answers: listOf(projectAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "POST",
    path: "/projects",
    procedure: "projects.create",
    summary: "Make a project",
    words: { name: "For people.", slug: "Stands for it in every address: lower case letters, digits, hyphens." },
    status: 201,
    answers: projectAnswer.omit({ role: true }).meta({ id: "NewProject" }),
  }),
  operation({
    method: "GET",
    path: "/tokens",
    procedure: "tokens.list",
    summary: "List your tokens",
    description: "Those that nobody revoked; never the tokens themselves.",
    answers: listOf(tokenAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "POST",
    path: "/tokens",
    procedure: "tokens.create",
    summary: "Make a token",
    words: {
      name: "To know it again by.",
      scope: "What it may do, each with what stands before it: read, log, write, admin. Never more than your role.",
      project: "The one project that it opens; null opens all of yours.",
      expiresInDays: "Null never expires.",
      current: "Your present password, needed for scope `admin` unless the machine itself asks.",
    },
    status: 201,
    answers: newTokenAnswer,
    secret: true,
  }),
  operation({
    method: "DELETE",
    path: "/tokens/{token}",
    procedure: "tokens.revoke",
    summary: "Revoke a token",
    words: { token: "Its id, as the list says it." },
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "POST",
    path: "/account/sign-in-address",
    procedure: "account.signInAddress",
    summary: "Make an address that signs a browser in once",
    description: "For the command line of the server's own machine alone.",
    answers: z.object({ address: z.string() }).meta({ id: "SignInAddress" }),
    from: (address) => ({ address }),
    secret: true,
  }),
  operation({
    method: "POST",
    path: "/account/password-link",
    procedure: "account.passwordLink",
    summary: "Make a link by which anybody sets a new password once",
    description:
      "For the command line of the server's own machine alone. Setting the password ends all sessions and tokens of that person.",
    words: { email: "Whose password it is." },
    answers: passwordLinkAnswer,
    secret: true,
  }),
];
