import type { Project } from "@treasury-plane/api/types";
import { cx } from "@treasury-plane/ui/cx";

const TINTS = [
  "bg-[#2b6cb0]",
  "bg-[#1f7a5c]",
  "bg-[#8a4b9e]",
  "bg-[#a8502a]",
  "bg-[#5161b5]",
  "bg-[#9b3d5f]",
  "bg-[#3d7280]",
  "bg-[#6f6325]",
];

interface ProjectMarkProps {
  readonly project: Pick<Project, "id" | "identifier">;
  readonly size?: "sm" | "lg";
}

/** A tile with the project's first letters, in a colour that stays its own. Decorative. */
export function ProjectMark({ project, size = "sm" }: ProjectMarkProps) {
  let hash = 0;
  for (const char of project.id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-flex shrink-0 items-center justify-center font-semibold text-[#fff]",
        size === "sm" ? "size-5 rounded-sm text-[9px]" : "size-9 rounded-lg text-sm",
        TINTS[hash % TINTS.length],
      )}
    >
      {project.identifier.slice(0, 2)}
    </span>
  );
}
