import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { invitationAnswer, newInvitationAnswer, personAnswer } from "@/domain/people/people-answer";
import { operation } from "../operation";

const PROJECT = "/projects/{project}";
const PERSON = { person: "The person's `userId`.", role: "What the person will be here." };

export const peopleOperations = [
  operation({
    method: "GET",
    path: `${PROJECT}/people`,
    procedure: "people.list",
    summary: "List who is in a project",
    answers: listOf(personAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "PUT",
    path: `${PROJECT}/people/{person}/role`,
    procedure: "people.changeRole",
    summary: "Change a person's role",
    words: PERSON,
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "DELETE",
    path: `${PROJECT}/people/{person}`,
    procedure: "people.remove",
    summary: "Take a person out of a project",
    description: "What they made stays; their tokens for this project are revoked.",
    words: PERSON,
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "GET",
    path: `${PROJECT}/invitations`,
    procedure: "people.invitations",
    summary: "List open invitations",
    answers: listOf(invitationAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "POST",
    path: `${PROJECT}/invitations`,
    procedure: "people.invite",
    summary: "Invite a person by an address",
    words: {
      role: "What the person will be here.",
      email: "Null lets in whoever holds the address.",
      expiresInDays: "How long it lets in.",
    },
    status: 201,
    answers: newInvitationAnswer,
    secret: true,
  }),
  operation({
    method: "DELETE",
    path: `${PROJECT}/invitations/{invitation}`,
    procedure: "people.withdrawInvitation",
    summary: "Withdraw an invitation",
    words: { invitation: "Id of the invitation." },
    status: 204,
    answers: z.void(),
  }),
];
