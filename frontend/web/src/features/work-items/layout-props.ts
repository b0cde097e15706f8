import type { RefObject } from "react";
import type { Group } from "./derive";
import type { GroupTitle } from "./group-names";
import type { MetaIndex } from "./ItemPieces";
import type { ProjectSession } from "./project-session";
import type { ActiveItem, ItemSurface } from "./use-item-surface";
import type { ViewConfig } from "./view-config";

/** What a layout of work items is given. */
export interface LayoutProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  /** The groups to show, empty ones already left out where they should be. */
  readonly groups: readonly Group[];
  readonly config: ViewConfig;
  readonly index: MetaIndex;
  /** Stable per group, so that a column renders only when it changes. */
  readonly titleOf: (group: string) => GroupTitle;
  readonly surface: ItemSurface;
  readonly peekId: string | null;
  readonly onPeek: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onAdd: (group: string, name: string) => void;
  /** Lets keys and the peek panel walk to the neighbour. */
  readonly stepper: RefObject<Step | null>;
}

/** Activates the next or previous item and answers it; the screen scrolls to it either way. */
export type Step = (delta: 1 | -1, withFocus: boolean) => ActiveItem | null;
