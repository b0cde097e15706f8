/** The address part that a name suggests: lower case, digits and hyphens. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
}

/** A project's identifier from its name: initials of several words, else the first letters. */
export function identifierFrom(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  const initials = words.map((word) => word[0]).join("");
  return (initials.length >= 3 ? initials : words.join("")).slice(0, 5);
}
