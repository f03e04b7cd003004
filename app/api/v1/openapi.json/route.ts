import { answerDocument } from "@/server/api/answer-document";

export const dynamic = "force-dynamic";

export { answerDocument as GET };
