import { useState } from "react";
import { cx } from "./cx";

export interface AvatarPerson {
  id: string;
  display_name: string;
  first_name?: string | undefined;
  last_name?: string | undefined;
  avatar_url?: string | null | undefined;
}

interface AvatarProps {
  person: AvatarPerson | null;
  size?: 16 | 20 | 24 | 32 | 40;
  className?: string;
}

const SIZES = {
  16: "size-4 text-[8px]",
  20: "size-5 text-[9px]",
  24: "size-6 text-[10px]",
  32: "size-8 text-xs",
  40: "size-10 text-sm",
};

// Mid tones that carry white text at 4.5:1 in every theme.
const COLORS = [
  "bg-[#2b6cb0]",
  "bg-[#1f7a5c]",
  "bg-[#8a4b9e]",
  "bg-[#a8502a]",
  "bg-[#5161b5]",
  "bg-[#9b3d5f]",
  "bg-[#3d7280]",
  "bg-[#6f6325]",
];

export function initials(person: AvatarPerson): string {
  const named = [person.first_name, person.last_name].filter(Boolean).join(" ");
  const words = (named || person.display_name).split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    letters
      .map((word) => [...(word ?? "")][0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}

function colorOf(id: string): string {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return COLORS[hash % COLORS.length] ?? "bg-[#2b6cb0]";
}

/** A person's picture or initials. Decorative: put the name in text beside it or around it. */
export function Avatar({ person, size = 20, className }: AvatarProps) {
  const [isBroken, setBroken] = useState(false);
  const shape = cx(
    "inline-flex shrink-0 items-center justify-center rounded-full",
    SIZES[size],
    className,
  );
  if (!person) {
    return (
      <span aria-hidden="true" className={cx(shape, "border border-line-strong border-dashed")} />
    );
  }
  if (person.avatar_url && !isBroken) {
    return (
      <img
        src={person.avatar_url}
        alt=""
        onError={() => setBroken(true)}
        className={cx(shape, "object-cover")}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      // Drawn by CSS: text in the page would count as part of a button's visible label.
      data-initials={initials(person)}
      className={cx(
        shape,
        "select-none font-semibold text-[#fff] before:content-[attr(data-initials)]",
        colorOf(person.id),
      )}
    />
  );
}
