import type { HTMLAttributes, Ref } from "react";

/*
 * Rows and cells of the virtual grid. A real table cannot have rows that are placed one by one, so
 * the roles are spelled out, here and nowhere else. Focus is on the item rows and their controls.
 */

type Part = HTMLAttributes<HTMLDivElement> & { ref?: Ref<HTMLDivElement> };

export function GridRow(props: Part) {
  // biome-ignore lint/a11y/useFocusableInteractive: item rows bring their own tabIndex, headers have controls.
  // biome-ignore lint/a11y/useSemanticElements: see above.
  return <div role="row" {...props} />;
}

export function GridCell(props: Part) {
  // biome-ignore lint/a11y/useFocusableInteractive: the control inside is what takes focus.
  // biome-ignore lint/a11y/useSemanticElements: see above.
  return <div role="gridcell" {...props} />;
}

export function GridRowHeader(props: Part) {
  // biome-ignore lint/a11y/useFocusableInteractive: the control inside is what takes focus.
  // biome-ignore lint/a11y/useSemanticElements: see above.
  return <div role="rowheader" {...props} />;
}
