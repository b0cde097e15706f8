import type { Instance } from "@treasury-plane/api/types";

export interface SettingsValues {
  name: string;
  allow_workspace_creation: boolean;
  /** As typed. */
  session_idle_minutes: string;
  session_absolute_hours: string;
}

export const FIELDS = [
  "name",
  "allow_workspace_creation",
  "session_idle_minutes",
  "session_absolute_hours",
] as const satisfies readonly (keyof SettingsValues)[];

export function fromInstance({ name, settings }: Instance): SettingsValues {
  return {
    name,
    allow_workspace_creation: settings.allow_workspace_creation,
    session_idle_minutes: String(settings.session_idle_minutes),
    session_absolute_hours: String(settings.session_absolute_hours),
  };
}

/** What differs from the instance, as the server takes it. */
export function changes(instance: Instance, values: SettingsValues): Record<string, unknown> {
  const before = fromInstance(instance);
  const patch: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const value = values[field];
    if (value === before[field]) continue;
    patch[field] =
      field === "session_idle_minutes" || field === "session_absolute_hours"
        ? toInteger(values[field])
        : value;
  }
  return patch;
}

/** What cannot be sent at all; ranges are the server's to judge. */
export function mistakes(values: SettingsValues): Partial<Record<keyof SettingsValues, string>> {
  const found: Partial<Record<keyof SettingsValues, string>> = {};
  if (values.name.trim() === "") found.name = "Enter a name.";
  for (const field of ["session_idle_minutes", "session_absolute_hours"] as const) {
    if (toInteger(values[field]) === null) found[field] = "Enter a whole number.";
  }
  return found;
}

function toInteger(text: string): number | null {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
