import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { RichTextEditorProps } from "./public";

const load = () => import("./RichTextEditor");
const Loaded = lazy(() => load().then((module) => ({ default: module.RichTextEditor })));

/** The editor, fetched when it is first shown. */
export function LazyEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Waiting takesFocus={props.autoFocus === true} />}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** Holds the focus until the editor has it, so that what is typed early is no command. */
function Waiting({ takesFocus }: { takesFocus: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [takesFocus]);
  return (
    <div
      ref={place}
      role="status"
      aria-label="Loading the editor"
      tabIndex={-1}
      className="outline-none"
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Skeleton className="h-28 w-full rounded-md" />
    </div>
  );
}

/** Fetches the editor ahead, when somebody is about to need it. */
export function prefetchEditor(): void {
  void load();
}
