export interface SkipLink {
  /** The id of a focusable element. */
  target: string;
  label: string;
}

const DEFAULT_LINKS: SkipLink[] = [
  { target: "main", label: "Skip to main content" },
  { target: "navigation", label: "Skip to navigation" },
];

/** The first things in the tab order; visible when focused. */
export function SkipLinks({ links = DEFAULT_LINKS }: { links?: readonly SkipLink[] }) {
  return (
    <div className="fixed top-2 left-2 z-50 flex gap-2">
      {links.map(({ target, label }) => (
        <a
          key={target}
          href={`#${target}`}
          onClick={(event) => {
            const element = document.getElementById(target);
            if (!element) return;
            // The address stays as it is: the fragment would be one more history entry.
            event.preventDefault();
            element.focus();
          }}
          className="sr-only rounded-md border border-line bg-raised px-3 py-2 font-medium text-accent-fg text-sm shadow-2 focus:not-sr-only"
        >
          {label}
        </a>
      ))}
    </div>
  );
}
