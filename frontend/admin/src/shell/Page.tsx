import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import type { ReactNode } from "react";

interface PageProps {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** The head of a page and its content. */
export function Page({ title, description, action, children }: PageProps) {
  const heading = usePageTitle(title, "Administration");
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl tracking-tight">
            {title}
          </h1>
          {description && <p className="mt-0.5 text-fg-3">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </>
  );
}

/** A titled block of a page. */
export function Card({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="rounded-lg border border-line bg-surface">
      <div className="border-line border-b px-5 py-3.5">
        <h2 className="font-semibold text-base">{title}</h2>
        {description && <p className="text-fg-3 text-sm">{description}</p>}
      </div>
      <div className="p-5">{children}</div>
    </section>
  );
}
