import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres, { type TransactionSql } from "postgres";
import { endCopy } from "@/db/end-copy";

const PIECE_BYTES = 1024 * 1024;

type Watch = {
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
  /** Rows have pairs beside them, in a file beside theirs. */
  pairs?: boolean;
};

const PAIRS_FILE = "pairs.copy";
const EXAMPLES =
  "example (id, project_id, dataset_version_id, position, key, split, group_key, section, source, reference, source_hash, metadata)";
const PAIRS =
  "pair (example_id, project_id, dataset_version_id, rejected, h_chosen, h_rejected, flipped, origin, provenance, assessment_ids, generation_ids, note_hash)";

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

const NOT_ALLOWED = "42501";

/**
 * Asking for every row whether its version is there takes a third of the time of storing a million; the version was
 * written in this very transaction. False where the role may not leave the question out; then it is asked.
 */
async function skipParentChecks(tx: TransactionSql): Promise<boolean> {
  try {
    await tx.savepoint((attempt) => attempt`set local session_replication_role = replica`);
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === NOT_ALLOWED) return false;
    throw error;
  }
}

/**
 * Stores the rows that the runner has written, of a version that this transaction has made; they go to Postgres as
 * they are, whatever their number.
 */
export async function copyExamples(tx: TransactionSql, path: string, watch: Watch = {}): Promise<void> {
  const skipped = await skipParentChecks(tx);
  await copyFile(tx, path, EXAMPLES, watch);
  if (watch.pairs) await copyFile(tx, join(dirname(path), PAIRS_FILE), PAIRS, { signal: watch.signal });
  if (skipped) await tx`set local session_replication_role = origin`;
}

async function copyFile(tx: TransactionSql, path: string, table: string, watch: Watch): Promise<void> {
  const target = await tx.unsafe(`copy ${table} from stdin`).writable();
  const source = createReadStream(path, { highWaterMark: PIECE_BYTES });
  try {
    await pipeline(source, countBytes(watch.onBytes ?? (() => {})), target, { signal: watch.signal, end: false });
    await endCopy(target);
  } catch (error) {
    // A stream that is left open is left open here too, and Postgres would wait for its end.
    target.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
  // Where the rows were refused, this statement is: the transaction is aborted.
  await tx`select 1`;
}
