import { create } from "zustand";

/** What the create dialog starts from. */
export interface CreateItemRequest {
  readonly projectId?: string;
  readonly parent?: string;
  readonly state?: string;
}

interface UiState {
  readonly isPaletteOpen: boolean;
  readonly isSheetOpen: boolean;
  readonly isSidebarCollapsed: boolean;
  readonly isDrawerOpen: boolean;
  readonly createItem: CreateItemRequest | null;
  readonly isCreateProjectOpen: boolean;
}

/** Which overlays of the shell are open. Nothing here outlives the tab. */
export const useUi = create<UiState>(() => ({
  isPaletteOpen: false,
  isSheetOpen: false,
  isSidebarCollapsed: false,
  isDrawerOpen: false,
  createItem: null,
  isCreateProjectOpen: false,
}));

export const ui = {
  openPalette: () => useUi.setState({ isPaletteOpen: true }),
  closePalette: () => useUi.setState({ isPaletteOpen: false }),
  openSheet: () => useUi.setState({ isSheetOpen: true }),
  closeSheet: () => useUi.setState({ isSheetOpen: false }),
  toggleSidebar: () =>
    useUi.setState((state) =>
      window.matchMedia("(max-width: 899px)").matches
        ? { isDrawerOpen: !state.isDrawerOpen }
        : { isSidebarCollapsed: !state.isSidebarCollapsed },
    ),
  openDrawer: () => useUi.setState({ isDrawerOpen: true }),
  closeDrawer: () => useUi.setState({ isDrawerOpen: false }),
  createItem: (request: CreateItemRequest = {}) => useUi.setState({ createItem: request }),
  closeCreateItem: () => useUi.setState({ createItem: null }),
  createProject: () => useUi.setState({ isCreateProjectOpen: true }),
  closeCreateProject: () => useUi.setState({ isCreateProjectOpen: false }),
};
