import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TransactionSql } from "postgres";

const PIECE_BYTES = 1024 * 1024;

type Watch = { signal?: AbortSignal; onBytes?: (bytes: number) => void };

function countBytes(onBytes: (bytes: number) => void): Transform {
  let done = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, next) {
      done += piece.byteLength;
      onBytes(done);
      next(null, piece);
    },
  });
}

/** Stores the rows that the runner has written; they go to Postgres as they are, whatever their number. */
export async function copyExamples(tx: TransactionSql, path: string, watch: Watch = {}): Promise<void> {
  const target = await tx`
    copy example (id, project_id, dataset_version_id, position, key, split, group_key, section, source, reference,
      source_hash, metadata) from stdin`.writable();
  const source = createReadStream(path, { highWaterMark: PIECE_BYTES });
  await pipeline(source, countBytes(watch.onBytes ?? (() => {})), target, { signal: watch.signal });
}
