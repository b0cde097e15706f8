// Decodes MessagePack, in which Terraform sends a provider the values of a configuration. What is
// not known before an apply comes as an extension and becomes UNKNOWN.
export const UNKNOWN = Symbol("unknown");

export function decode(buffer) {
  return new Decoder(buffer).value();
}

class Decoder {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }

  take(length) {
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  unsigned(length) {
    return Number(BigInt(`0x${this.take(length).toString("hex")}`));
  }

  signed(length) {
    return Number(BigInt.asIntN(length * 8, BigInt(`0x${this.take(length).toString("hex")}`)));
  }

  text(length) {
    return this.take(length).toString();
  }

  list(length) {
    return Array.from({ length }, () => this.value());
  }

  map(length) {
    return Object.fromEntries(Array.from({ length }, () => [this.value(), this.value()]));
  }

  unknown(length) {
    this.take(length + 1);
    return UNKNOWN;
  }

  value() {
    const kind = this.unsigned(1);
    if (kind < 0x80) return kind;
    if (kind < 0x90) return this.map(kind & 0x0f);
    if (kind < 0xa0) return this.list(kind & 0x0f);
    if (kind < 0xc0) return this.text(kind & 0x1f);
    if (kind >= 0xe0) return kind - 0x100;
    return this.long(kind);
  }

  /** Values whose kind does not hold their size. */
  long(kind) {
    const size = (smallest) => 2 ** (kind - smallest);
    if (kind === 0xc0) return null;
    if (kind <= 0xc3) return kind === 0xc3;
    if (kind <= 0xc6) return this.take(this.unsigned(size(0xc4)));
    if (kind <= 0xc9) return this.unknown(this.unsigned(size(0xc7)));
    if (kind === 0xca) return this.take(4).readFloatBE();
    if (kind === 0xcb) return this.take(8).readDoubleBE();
    if (kind <= 0xcf) return this.unsigned(size(0xcc));
    if (kind <= 0xd3) return this.signed(size(0xd0));
    if (kind <= 0xd8) return this.unknown(size(0xd4));
    if (kind <= 0xdb) return this.text(this.unsigned(size(0xd9)));
    return kind <= 0xdd ? this.list(this.unsigned(2 * size(0xdc))) : this.map(this.unsigned(2 * size(0xde)));
  }
}
