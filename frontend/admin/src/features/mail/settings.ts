import type { MailPatch, MailSecurity, MailSettings } from "../../contract";
import { SECURITIES } from "./words";

/** The settings as typed. */
export interface MailValues {
  enabled: boolean;
  host: string;
  port: string;
  security: MailSecurity;
  username: string;
  /** Never what is stored: empty keeps it. */
  password: string;
  /** The stored password is removed, and the user name with it. */
  clearsPassword: boolean;
  from_address: string;
  from_name: string;
}

export const FIELDS = [
  "enabled",
  "host",
  "port",
  "security",
  "username",
  "password",
  "from_address",
  "from_name",
] as const satisfies readonly (keyof MailPatch)[];

export function fromSettings(settings: MailSettings): MailValues {
  const { enabled, host, port, security, username, from_address, from_name } = settings;
  return {
    enabled,
    host,
    port: String(port),
    security,
    username,
    password: "",
    clearsPassword: false,
    from_address,
    from_name,
  };
}

/** What differs, as the server takes it. */
export function changes(settings: MailSettings, values: MailValues): MailPatch {
  const patch: MailPatch = {};
  if (values.enabled !== settings.enabled) patch.enabled = values.enabled;
  if (values.port.trim() !== String(settings.port)) patch.port = Number(values.port);
  if (values.security !== settings.security) patch.security = values.security;
  for (const field of ["host", "from_address", "from_name"] as const) {
    if (values[field].trim() !== settings[field]) patch[field] = values[field].trim();
  }
  // Without security nobody signs in: the server refuses it.
  const username = values.security === "none" ? "" : values.username.trim();
  if (username !== settings.username) patch.username = username;
  if (values.clearsPassword) patch.password = "";
  else if (values.password !== "" && username !== "") patch.password = values.password;
  return patch;
}

/** The stored password belongs to one server: another one needs it anew. */
export function isOtherServer(settings: MailSettings, values: MailValues): boolean {
  return (
    values.host.trim().toLowerCase() !== settings.host ||
    values.port.trim() !== String(settings.port)
  );
}

/** Another security; a port that was the usual one of the old becomes that of the new. */
export function withSecurity(values: MailValues, security: MailSecurity): MailValues {
  const usual = (id: MailSecurity) => String(SECURITIES.find((one) => one.id === id)?.port);
  const port = values.port.trim() === usual(values.security) ? usual(security) : values.port;
  return { ...values, security, port };
}

type Mistakes = Partial<Record<(typeof FIELDS)[number], string>>;

/** What cannot work at all; the rest is the server's to judge. */
export function mistakes(values: MailValues): Mistakes {
  const found: Mistakes = {};
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port.trim()) || port < 1 || port > 65_535) {
    found.port = "Enter a number from 1 to 65535.";
  }
  if (!values.enabled) return found;
  if (values.host.trim() === "") found.host = "Enter the name of the mail server.";
  if (values.from_address.trim() === "") found.from_address = "Enter the sender's address.";
  return found;
}
