const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = Buffer.from([0xff, 0xff]);
const FLUSH_BYTES = 1 << 20;

/**
 * Rows in the binary format of COPY (PostgreSQL documentation, "COPY: Binary Format"): fields in the order of the
 * columns named, each of exactly the column's type.
 */
export class CopyRows {
  private buffer = Buffer.allocUnsafe(2 * FLUSH_BYTES);
  private at = 0;

  constructor() {
    this.at = HEADER.copy(this.buffer, 0);
  }

  row(fields: number): this {
    this.at = this.buffer.writeInt16BE(fields, this.at);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.at = this.buffer.writeInt32BE(value.length, this.at);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  float8(value: number): this {
    this.at = this.buffer.writeInt32BE(8, this.at);
    this.at = this.buffer.writeDoubleBE(value, this.at);
    return this;
  }

  int8(value: number): this {
    this.at = this.buffer.writeInt32BE(8, this.at);
    this.at = this.buffer.writeInt32BE(Math.floor(value / 2 ** 32), this.at);
    this.at = this.buffer.writeUInt32BE(value >>> 0, this.at);
    return this;
  }

  int4(value: number): this {
    this.at = this.buffer.writeInt32BE(4, this.at);
    this.at = this.buffer.writeInt32BE(value, this.at);
    return this;
  }

  boolean(value: boolean): this {
    this.at = this.buffer.writeInt32BE(1, this.at);
    this.at = this.buffer.writeInt8(value ? 1 : 0, this.at);
    return this;
  }

  /** What is to be sent now; rows must stay below a mebibyte. */
  get full(): boolean {
    return this.at >= FLUSH_BYTES;
  }

  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(2 * FLUSH_BYTES);
    this.at = 0;
    return taken;
  }

  end(): Buffer {
    return Buffer.concat([this.take(), TRAILER]);
  }
}
