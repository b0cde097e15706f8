import { Avatar } from "@treasury-plane/ui/Avatar";
import { cx } from "@treasury-plane/ui/cx";
import { useEffect, useRef } from "react";
import type { MentionQuery } from "./mention";

interface MentionListProps {
  readonly id: string;
  readonly query: MentionQuery;
  readonly active: number;
  readonly onHover: (index: number) => void;
}

const WIDTH = 256;
const HEIGHT = 280;

/** Whom an `@` may mean. The focus stays in the text, which points at the active option. */
export function MentionList({ id, query, active, onHover }: MentionListProps) {
  const { people, pick, rect } = query;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = list.current?.children[active];
    if (option instanceof HTMLElement) option.scrollIntoView?.({ block: "nearest" });
  }, [active]);
  const isBelow = !rect || rect.bottom + HEIGHT < window.innerHeight || rect.top < HEIGHT;
  const left = Math.max(8, Math.min(rect?.left ?? 8, window.innerWidth - WIDTH - 8));
  const place = isBelow
    ? { left, top: (rect?.bottom ?? 0) + 4 }
    : { left, bottom: window.innerHeight - (rect?.top ?? 0) + 4 };
  // Inside the editor, not at the end of the page: an open dialog hides what is outside of it.
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="People to mention"
      style={{ ...place, width: WIDTH, maxHeight: HEIGHT }}
      className="fixed z-50 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-3"
    >
      {people.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text has the keys of its list.
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerMove={() => onHover(index)}
          // The text must not lose the focus to the list.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(person)}
          className={cx(
            "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm pointer-coarse:min-h-11",
            index === active &&
              "bg-selected font-medium forced-colors:outline forced-colors:outline-2",
          )}
        >
          <Avatar
            person={{ id: person.id, display_name: person.name, avatar_url: person.avatar_url }}
          />
          <span className="min-w-0 truncate">{person.name}</span>
        </div>
      ))}
    </div>
  );
}
