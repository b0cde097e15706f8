import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Makes `web-ca.pem` and its key: an authority for servers of one test. */
export async function makeAuthority(folder: string): Promise<void> {
  const subject = ["-subj", "/CN=Web authority of a test", "-days", "2"];
  const files = ["-keyout", join(folder, "web-ca.key"), "-out", join(folder, "web-ca.pem")];
  await run("openssl", ["req", "-x509", ...KEY, ...subject, ...files]);
}

/** Makes `<name>.pem` and its key for a server called so: `DNS:localhost`, `IP:127.0.0.1`. */
export async function makeServerCertificate(folder: string, name: string, host: string) {
  const at = (ending: string) => join(folder, `${name}.${ending}`);
  const ca = join(folder, "web-ca");
  await writeFile(at("ext"), `subjectAltName=${host}\nextendedKeyUsage=serverAuth\n`);
  const subject = ["-subj", `/CN=${host.slice(host.indexOf(":") + 1)}`];
  await run("openssl", ["req", ...KEY, ...subject, "-keyout", at("key"), "-out", at("csr")]);
  const signer = ["-CA", `${ca}.pem`, "-CAkey", `${ca}.key`, "-CAcreateserial"];
  const files = ["-in", at("csr"), "-out", at("pem"), "-extfile", at("ext")];
  await run("openssl", ["x509", "-req", ...signer, ...files, "-days", "2"]);
}
