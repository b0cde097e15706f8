import { Avatar, type AvatarPerson } from "./Avatar";

interface AvatarGroupProps {
  people: readonly AvatarPerson[];
  max?: number;
  size?: 16 | 20 | 24;
}

/** Overlapping avatars; the names are read as one text. */
export function AvatarGroup({ people, max = 3, size = 20 }: AvatarGroupProps) {
  if (people.length === 0) return null;
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.length - shown.length;
  return (
    <span className="inline-flex items-center" title={people.map((p) => p.display_name).join(", ")}>
      {shown.map((person) => (
        <Avatar
          key={person.id}
          person={person}
          size={size}
          className="-ml-1.5 ring-2 ring-surface first-of-type:ml-0"
        />
      ))}
      {rest > 0 && (
        <span
          aria-hidden="true"
          className="-ml-1.5 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-sunken px-1 font-medium text-[10px] text-fg-2 ring-2 ring-surface"
        >
          +{rest}
        </span>
      )}
      {/* Last, so that the first picture is the first of its kind and has no overlap. */}
      <span className="sr-only">{people.map((person) => person.display_name).join(", ")}</span>
    </span>
  );
}
