// A tar archive (ustar) whose bytes depend on its entries only.

const BLOCK = 512;

/** Entries: { name, mode, data } for a file, { name: "…/", mode } for a directory; uid and gid default to 0. */
export function tar(entries) {
  const parts = [];
  for (const { name, mode, data, uid = 0, gid = 0 } of entries) {
    parts.push(header(name, mode, data?.length ?? 0, uid, gid));
    if (data) parts.push(data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header(name, mode, size, uid, gid) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for the header`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value, at, length) => block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  block.write(name, 0, "utf8");
  octal(mode, 100, 8);
  octal(uid, 108, 8);
  octal(gid, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write(" ".repeat(8), 148, "latin1");
  block.write(name.endsWith("/") ? "5" : "0", 156, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  octal(block.reduce((sum, byte) => sum + byte, 0), 148, 7);
  return block;
}

/** The files of an archive by their names, as { mode, uid, data }. */
export function untar(archive) {
  const files = new Map();
  for (let at = 0; archive[at]; ) {
    const text = (from, length) => archive.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const number = (from, length) => Number.parseInt(text(from, length).trim() || "0", 8);
    const size = number(124, 12);
    files.set(text(0, 100), { mode: number(100, 8), uid: number(108, 8), data: archive.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
