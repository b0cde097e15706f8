import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { lazy, Suspense } from "react";
import type { RichTextEditorProps } from "./public";

const load = () => import("./RichTextEditor");
const Loaded = lazy(() => load().then((module) => ({ default: module.RichTextEditor })));

/** The editor, fetched when it is first shown. */
export function LazyEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton className="h-28 w-full rounded-md" />}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** Fetches the editor ahead, when somebody is about to need it. */
export function prefetchEditor(): void {
  void load();
}
