import { z } from "zod";
import { sendArtifact } from "../../artifacts/send-artifact";
import { type DownloadOperation, describeFields } from "../operation";

const fields = {
  artifact: z.string().min(1).max(64),
  file: z.int().min(0).optional(),
  from: z.int().min(0).default(0),
};

export const artifactOperations: readonly DownloadOperation[] = [
  {
    kind: "download",
    id: "artifacts.download",
    method: "GET",
    path: "/artifacts/{artifact}",
    summary: "Download an artifact",
    description: "The file, or the manifest of a folder; `file` takes one file out of a folder.",
    status: 200,
    fields: describeFields(fields, {
      artifact: "Id of the artifact.",
      file: "Place of the file in the folder's list of files, from 0.",
      from: "Bytes that are there already, where a download goes on.",
    }),
    writes: false,
    access: "project.read",
    gives: ["application/octet-stream"],
    serve: async (asked, given) => {
      const { artifact, file, from } = z.object(fields).parse(given);
      return sendArtifact(asked, { artifactId: artifact, file: file === undefined ? null : String(file), from });
    },
  },
];
