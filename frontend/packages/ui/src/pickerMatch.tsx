import type { PickerItem } from "./PickerList";

/** Items whose text has every word of the query; those that start with it come first. */
export function matchItems<T extends Pick<PickerItem, "label" | "keywords" | "description">>(
  items: readonly T[],
  query: string,
): readonly T[] {
  const needle = fold(query.trim());
  if (needle === "") return items;
  const words = needle.split(/\s+/);
  const starts: T[] = [];
  const rest: T[] = [];
  for (const item of items) {
    const label = fold(item.label);
    const text = `${label} ${fold(item.keywords ?? "")} ${fold(item.description ?? "")}`;
    if (!words.every((word) => text.includes(word))) continue;
    (label.startsWith(needle) ? starts : rest).push(item);
  }
  return [...starts, ...rest];
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
