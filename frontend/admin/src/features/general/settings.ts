import type { Instance } from "@treasury-plane/api/types";

export interface SettingsValues {
  name: string;
  allow_workspace_creation: boolean;
}

export const FIELDS = [
  "name",
  "allow_workspace_creation",
] as const satisfies readonly (keyof SettingsValues)[];

export function fromInstance({ name, settings }: Instance): SettingsValues {
  return {
    name,
    allow_workspace_creation: settings.allow_workspace_creation,
  };
}

/** What differs from the instance, as the server takes it. */
export function changes(instance: Instance, values: SettingsValues): Record<string, unknown> {
  const before = fromInstance(instance);
  const patch: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (values[field] !== before[field]) patch[field] = values[field];
  }
  return patch;
}

/** What cannot be sent at all; ranges are the server's to judge. */
export function mistakes(values: SettingsValues): Partial<Record<keyof SettingsValues, string>> {
  const found: Partial<Record<keyof SettingsValues, string>> = {};
  if (values.name.trim() === "") found.name = "Enter a name.";
  return found;
}
