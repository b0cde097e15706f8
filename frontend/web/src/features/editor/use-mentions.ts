import { type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import type { MentionQuery } from "./mention";
import { mentionExtension } from "./mention";
import type { MentionPerson } from "./public";

/** The state of the list of people in an editor: what is open, and which option is active. */
export function useMentions(people: readonly MentionPerson[] | undefined) {
  const id = useId();
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [active, setActive] = useState(0);
  const latest = useRef({ people: people ?? [], query, active });
  latest.current = { people: people ?? [], query, active };

  const extension = useMemo(() => {
    const onKeyDown = (event: KeyboardEvent): boolean => {
      const { query: open, active: at } = latest.current;
      const count = open?.people.length ?? 0;
      if (!open || count === 0) return false;
      if (event.key === "ArrowDown") setActive((at + 1) % count);
      else if (event.key === "ArrowUp") setActive((at + count - 1) % count);
      else if (event.key === "Enter" || event.key === "Tab") {
        const person = open.people[at];
        if (person) open.pick(person);
      } else return false;
      return true;
    };
    return mentionExtension({
      people: () => latest.current.people,
      show: (next) => {
        setActive(0);
        setQuery(next && next.people.length > 0 ? next : null);
      },
      onKeyDown,
    });
  }, []);

  return {
    id,
    query,
    active,
    setActive,
    extension,
    isOpen: () => latest.current.query !== null,
  };
}

/** Tells assistive technology, on the text box that keeps the focus, which option is active. */
export function useMentionAria(
  frame: RefObject<HTMLElement | null>,
  { id, query, active }: { id: string; query: MentionQuery | null; active: number },
): void {
  const isOpen = query !== null;
  useEffect(() => {
    const box = frame.current?.querySelector('[role="textbox"]');
    if (!isOpen || !box) return;
    box.setAttribute("aria-controls", id);
    box.setAttribute("aria-activedescendant", `${id}-${active}`);
    return () => {
      box.removeAttribute("aria-controls");
      box.removeAttribute("aria-activedescendant");
    };
  }, [frame, id, isOpen, active]);
}
