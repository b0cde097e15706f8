import { menuPoint } from "@treasury-plane/ui/ContextMenu";
import type { KeyboardEvent, MouseEvent } from "react";
import type { Direction } from "./move";
import { isPickerField } from "./pickers/fields";
import type { ActiveItem, ItemSurface } from "./use-item-surface";

/** One set of listeners per screen; rows and cards only carry data attributes. */

function itemAt(target: EventTarget): { element: HTMLElement; item: ActiveItem } | null {
  const element = (target as Element).closest<HTMLElement>("[data-item]");
  const { item: id, group } = element?.dataset ?? {};
  return element && id && group !== undefined ? { element, item: { id, group } } : null;
}

export function onItemClick(
  event: MouseEvent,
  surface: ItemSurface,
  onPeek: (id: string) => void,
): void {
  const hit = itemAt(event.target);
  if (!hit) return;
  surface.setActive(hit.item);
  const control = (event.target as Element).closest<HTMLElement>("[data-field], [data-menu]");
  const field = control?.dataset.field;
  if (control && isPickerField(field)) {
    surface.openPicker(hit.item.id, field, control);
    return;
  }
  if (control) {
    const box = control.getBoundingClientRect();
    surface.openMenu(hit.item.id, { x: box.left, y: box.bottom + 2 });
    return;
  }
  // A modified click belongs to the browser: the title is a real link.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  onPeek(hit.item.id);
}

export function onItemContextMenu(event: MouseEvent, surface: ItemSurface): void {
  const hit = itemAt(event.target);
  if (!hit) return;
  event.preventDefault();
  surface.setActive(hit.item);
  const { clientX, clientY } = event;
  surface.openMenu(hit.item.id, menuPoint({ clientX, clientY, currentTarget: hit.element }));
}

const MOVES: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "previous",
  ArrowRight: "next",
};

export interface GridKeys {
  readonly surface: ItemSurface;
  readonly onPeek: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** Up, down, and on a board left and right. Answers whether it handled the key. */
  readonly onArrow: (key: string) => boolean;
}

/** Keys while an item, or a control inside it, has the focus. */
export function onGridKeyDown(event: KeyboardEvent, keys: GridKeys): void {
  const hit = itemAt(event.target);
  if (!hit || (event.target as Element).closest("input, textarea")) return;
  const direction = MOVES[event.key];
  if (event.altKey && direction) {
    event.preventDefault();
    keys.surface.moveBy(direction);
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const isOnItem = event.target === hit.element;
  if (event.key === "Enter" && isOnItem) {
    event.preventDefault();
    keys.onOpen(hit.item.id);
  } else if (event.key === " " && isOnItem) {
    event.preventDefault();
    keys.onPeek(hit.item.id);
  } else if (keys.onArrow(event.key)) {
    event.preventDefault();
  }
}

/** Left and right walk through the controls of a row, as in any grid. */
export function stepInRow(key: string): boolean {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  const active = document.activeElement;
  const row = active?.closest<HTMLElement>("[data-item]");
  if (!active || !row) return false;
  const stops = [row, ...row.querySelectorAll<HTMLElement>("[data-field], [data-menu], a")].filter(
    (element) => element.offsetParent !== null,
  );
  const at = stops.indexOf(active as HTMLElement);
  const next = stops[at + (key === "ArrowRight" ? 1 : -1)];
  next?.focus();
  return next !== undefined;
}
