import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import type { ReactNode } from "react";

interface SettingsPageProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The head of a page of settings and its content. */
export function SettingsPage({ title, description, action, children }: SettingsPageProps) {
  const heading = usePageTitle(title);
  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl">
            {title}
          </h1>
          {description && <p className="mt-0.5 text-fg-3 text-sm">{description}</p>}
        </div>
        {action}
      </div>
      <div className="flex flex-col gap-6">{children}</div>
    </>
  );
}

/** A titled block of a page. */
export function SettingsCard({
  title,
  description,
  tone,
  children,
}: {
  title: string;
  description?: ReactNode;
  tone?: "danger";
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className={`rounded-lg border bg-surface ${tone === "danger" ? "border-danger/40" : "border-line"}`}
    >
      <div className="border-line border-b px-4 py-3">
        <h2 className="font-semibold text-base">{title}</h2>
        {description && <p className="text-fg-3 text-sm">{description}</p>}
      </div>
      <div className="p-4">{children}</div>
    </section>
  );
}
