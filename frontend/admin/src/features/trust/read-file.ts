/** Larger files are no certificates; the server's own limit is the same. */
const SIZE_MAX = 2 * 1024 * 1024;

/** The text of a PEM file, else the base64 of its bytes (DER, PKCS#7): what the server reads. */
export async function readBundle(file: File): Promise<string> {
  if (file.size > SIZE_MAX) throw new Error("This file is too large to hold certificates.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  if (text.includes("-----BEGIN ")) return text;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
