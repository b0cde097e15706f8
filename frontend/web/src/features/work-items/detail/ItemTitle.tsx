import { cx } from "@treasury-plane/ui/cx";
import type { Ref } from "react";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { WorkItem } from "../model";
import type { ProjectSession } from "../project-session";

interface ItemTitleProps {
  readonly session: ProjectSession;
  readonly item: WorkItem;
  readonly size: "peek" | "page";
  readonly ref?: Ref<{ focus: () => void }>;
}

const MAX_LENGTH = 255;

/** The title as a heading that is its own field: Enter or leaving saves, Escape takes it back. */
export function ItemTitle({ session, item, size, ref }: ItemTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const canEdit = session.store.canEdit;
  const look = size === "page" ? "text-2xl" : "text-xl";
  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus();
      field.current?.select();
    },
  }));

  // Where the browser cannot size a field by its content.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [draft, item.name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item starts without a draft.
  useEffect(() => setDraft(null), [item.id]);

  if (!canEdit) {
    return <h1 className={cx("font-semibold [overflow-wrap:anywhere]", look)}>{item.name}</h1>;
  }
  const save = () => {
    const name = (draft ?? item.name).replace(/\s+/g, " ").trim();
    setDraft(null);
    if (name !== "" && name !== item.name) void session.mutations.edit(item.id, { name });
  };
  // The focus goes to what surrounds the title, where Escape and the arrows still mean something.
  const leave = () =>
    field.current?.closest<HTMLElement>("[role=dialog], main")?.focus({ preventScroll: true });
  return (
    <h1 className="-mx-2">
      <textarea
        ref={field}
        rows={1}
        aria-label="Title"
        maxLength={MAX_LENGTH}
        spellCheck
        value={draft ?? item.name}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            leave();
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            setDraft(item.name);
            setTimeout(leave);
          }
        }}
        className={cx(
          "field-sizing-content block w-full resize-none overflow-hidden rounded-md bg-transparent px-2 py-1 font-semibold",
          "hover:bg-hover focus:bg-surface focus-visible:outline-2 focus-visible:outline-focus",
          look,
        )}
      />
    </h1>
  );
}
