import { cx } from "@treasury-plane/ui/cx";
import { ChevronRight } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Link } from "react-router";

interface PageHeaderProps {
  readonly title: string;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly crumbs?: readonly { readonly label: string; readonly path: string }[];
  /** The page has its own heading below; this one only names the place. */
  readonly isTitleQuiet?: boolean;
  readonly actions?: ReactNode;
}

/** Where one is, and the main thing to do there. */
export function PageHeader({
  title,
  headingRef,
  crumbs = [],
  isTitleQuiet,
  actions,
}: PageHeaderProps) {
  const Title = isTitleQuiet ? "span" : "h1";
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b bg-surface px-3 sm:px-4">
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1.5 text-sm">
          {crumbs.map(({ label, path }) => (
            <li key={path} className="flex min-w-0 shrink items-center gap-1.5">
              <Link
                to={path}
                className="min-w-0 truncate rounded-sm text-fg-2 hover:text-fg hover:underline"
              >
                {label}
              </Link>
              <ChevronRight size={14} aria-hidden="true" className="shrink-0 text-fg-3" />
            </li>
          ))}
          <li aria-current="page" className="min-w-0 shrink-0">
            <Title
              ref={headingRef}
              tabIndex={-1}
              className={cx("truncate font-semibold", isTitleQuiet && "tabular-nums")}
            >
              {title}
            </Title>
          </li>
        </ol>
      </nav>
      {actions && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
    </header>
  );
}
