import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { secretAnswer } from "@/domain/secrets/secret-answer";
import { operation } from "../operation";

const SECRETS = "/projects/{project}/secrets";
const WORDS = { name: "That of a variable, such as HF_TOKEN.", value: "Sealed at once, and never shown." };

export const secretOperations = [
  operation({
    method: "GET",
    path: SECRETS,
    procedure: "secrets.list",
    summary: "List the names of a project's secrets",
    answers: listOf(secretAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "PUT",
    path: `${SECRETS}/{name}`,
    procedure: "secrets.write",
    summary: "Write a secret, or replace it",
    words: WORDS,
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "DELETE",
    path: `${SECRETS}/{name}`,
    procedure: "secrets.remove",
    summary: "Remove a secret",
    words: WORDS,
    status: 204,
    answers: z.void(),
  }),
];
