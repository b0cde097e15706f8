import { Drawer } from "@treasury-plane/ui/Drawer";
import type { PointerEvent } from "react";
import { useRef, useState } from "react";
import { ui, useUi } from "../app/ui-store";
import { Sidebar } from "./Sidebar";
import type { Place } from "./use-place";

const MIN_WIDTH = 200;
const MAX_WIDTH = 400;
const STEP = 16;

/** The sidebar beside the page, as wide as its owner likes; a drawer where there is no room. */
export function SidebarFrame({ place }: { place: Place }) {
  const isCollapsed = useUi((state) => state.isSidebarCollapsed);
  const isDrawerOpen = useUi((state) => state.isDrawerOpen);
  const [width, setWidth] = useState(248);
  const start = useRef<{ x: number; width: number } | null>(null);
  const resize = (next: number) => setWidth(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, next)));

  return (
    <>
      {!isCollapsed && (
        <div
          className="relative hidden shrink-0 border-line border-r bg-canvas min-[900px]:block"
          style={{ width }}
        >
          <Sidebar id="navigation" place={place}>
            {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged. */}
            <div
              role="separator"
              aria-orientation="vertical"
              aria-label="Width of the sidebar"
              aria-valuenow={width}
              aria-valuemin={MIN_WIDTH}
              aria-valuemax={MAX_WIDTH}
              tabIndex={0}
              onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                start.current = { x: event.clientX, width };
              }}
              onPointerMove={(event) => {
                if (start.current) resize(start.current.width + event.clientX - start.current.x);
              }}
              onPointerUp={() => {
                start.current = null;
              }}
              onKeyDown={(event) => {
                if (event.key === "ArrowLeft") resize(width - STEP);
                if (event.key === "ArrowRight") resize(width + STEP);
              }}
              className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize hover:bg-accent/20 focus-visible:bg-accent/30 focus-visible:outline-offset-0"
            />
          </Sidebar>
        </div>
      )}
      <Drawer
        isOpen={isDrawerOpen}
        onClose={ui.closeDrawer}
        label="Navigation"
        side="left"
        className="max-w-72!"
      >
        <Sidebar place={place} onNavigate={ui.closeDrawer} />
      </Drawer>
    </>
  );
}
