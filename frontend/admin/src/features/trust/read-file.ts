/** Larger files are no certificates; the server's own limit is the same. */
const SIZE_MAX = 2 * 1024 * 1024;

/** The text of a PEM file, else the base64 of its bytes (DER, PKCS#7): what the server reads. */
export async function readBundle(file: File): Promise<string> {
  if (file.size > SIZE_MAX) throw new Error("This file is too large to hold certificates.");
  const bytes = await readBytes(file);
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  if (text.includes("-----BEGIN ")) return text;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function readBytes(file: File): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(new Error("This file could not be read."));
    reader.readAsArrayBuffer(file);
  });
}
