import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { egressAnswer } from "@/domain/egress/egress-answer";
import { operation } from "../operation";

export const egressOperations = [
  operation({
    method: "GET",
    path: "/egress",
    procedure: "egress.list",
    summary: "List the ways out of the building that an admin opens and closes",
    answers: listOf(egressAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "PUT",
    path: "/egress/{path}",
    procedure: "egress.change",
    summary: "Open or close a way out",
    description: "Holds for runs that start after it.",
    words: {
      path: "`hub`: downloads from a model hub. `programs`: the network of people's own programs.",
      open: "False closes it.",
    },
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "POST",
    path: "/egress/close",
    procedure: "egress.closeAll",
    summary: "Close every way out",
    status: 204,
    answers: z.void(),
  }),
];
