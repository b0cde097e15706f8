/** An address part from a name: `Office of Audit` is `office-of-audit`. */
export function slugFrom(name: string, maxLength = 48): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, "");
}
