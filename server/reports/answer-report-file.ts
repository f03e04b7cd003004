import type { WrittenReport } from "./export-report";

export const answerReportFile = ({ fileName, contentType, bytes }: WrittenReport): Response =>
  new Response(Buffer.from(bytes), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
