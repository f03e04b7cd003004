import { z } from "zod";

const openedSchema = z.looseObject({ id: z.string() });
const refusedSchema = z.looseObject({ message: z.string() });

/** The server's reason, as it gave it. */
export class UploadRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UploadRefused";
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export type Upload = { project: string; file: File; onProgress: (share: number) => void; signal: AbortSignal };

/** Sends a file as it is; answers with the id of its import. XMLHttpRequest, because fetch tells nothing of progress. */
export function uploadFile({ project, file, onProgress, signal }: Upload): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ project, fileName: file.name });
    request.open("POST", `/api/datasets/imports?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const said = parseJson(request.responseText);
      const opened = openedSchema.safeParse(said);
      if (request.status < 300 && opened.success) return resolve(opened.data.id);
      const refused = refusedSchema.safeParse(said);
      reject(new UploadRefused(refused.success ? refused.data.message : `The server answered ${request.status}.`));
    };
    request.onerror = () => reject(new UploadRefused("The file did not reach the server. Try again."));
    request.onabort = () => reject(new UploadRefused("The upload was stopped; nothing was kept."));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
