import type { Role } from "@treasury-plane/api/types";

export const ROLES: readonly { id: Role; name: string; description: string }[] = [
  { id: 20, name: "Admin", description: "Changes settings and people." },
  { id: 15, name: "Member", description: "Creates and changes work." },
  { id: 5, name: "Guest", description: "Sees what they are shown, may comment." },
];

export function roleName(role: number): string {
  return ROLES.find(({ id }) => id === role)?.name ?? "Member";
}

/** For `Select`, whose ids are text. */
export const ROLE_OPTIONS = ROLES.map(({ id, name, description }) => ({
  id: String(id),
  label: name,
  description,
}));

export function roleFromId(id: string): Role {
  return ROLES.find((role) => String(role.id) === id)?.id ?? 15;
}
