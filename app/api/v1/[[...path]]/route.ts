import { answerRequest } from "@/server/api/answer-request";

export const dynamic = "force-dynamic";

export {
  answerRequest as DELETE,
  answerRequest as GET,
  answerRequest as PATCH,
  answerRequest as POST,
  answerRequest as PUT,
};
