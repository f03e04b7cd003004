import { DomainError } from "../errors";

function tooLarge(limitBytes: number): DomainError {
  const what = `The file is longer than ${limitBytes.toLocaleString("en")} bytes, the most that this server takes.`;
  return new DomainError("Validation", what, [{ where: "file", what, remedy: "Split it, or leave out columns." }]);
}

const FORM_BYTES = 32 * 1024 * 1024;

/** Refuses by what the request says of itself. A form is held whole while it is read: it has to say it, and be short. */
export function requireLength(headers: Headers, limitBytes: number, form: boolean): void {
  const said = headers.get("content-length");
  if (said === null && form)
    throw new DomainError("Validation", "A form must say its length; send the file as the body.");
  if (Number(said) > limitBytes) throw tooLarge(limitBytes);
  if (!form || Number(said) <= FORM_BYTES) return;
  const what = `A form may have ${FORM_BYTES.toLocaleString("en")} bytes, because it is held in memory.`;
  const remedy = "Send the file itself as the body, with everything else in the query.";
  throw new DomainError("Validation", `${what} ${remedy}`, [{ where: "file", what, remedy }]);
}

/** The same bytes, up to the limit: what a request says of its length need not be true. */
export function limitUpload(body: ReadableStream<Uint8Array>, limitBytes: number): ReadableStream<Uint8Array> {
  let length = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        length += piece.byteLength;
        if (length > limitBytes) controller.error(tooLarge(limitBytes));
        else controller.enqueue(piece);
      },
    }),
  );
}
