import { cx } from "./cx";

/** The look that menus, selects and pickers share. */
export const popoverClass =
  "pop min-w-44 overflow-hidden rounded-lg border border-line bg-raised text-fg shadow-2 outline-none";

export const listClass =
  "max-h-[min(24rem,60vh)] overflow-y-auto overscroll-contain p-1 outline-none";

export const optionClass = cx(
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none pointer-coarse:min-h-11",
  "data-[focused]:bg-hover data-[hovered]:bg-hover data-[disabled]:cursor-not-allowed data-[disabled]:text-fg-3",
  "data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus data-[focus-visible]:-outline-offset-2",
);

export const sectionHeaderClass =
  "px-2 pt-2 pb-1 font-medium text-2xs text-fg-3 uppercase tracking-wide";
