import { Logo } from "@treasury-plane/ui/Logo";
import type { ReactNode, RefObject } from "react";

interface AuthCardProps {
  title: string;
  headingRef?: RefObject<HTMLHeadingElement | null>;
  /** The name of this installation. */
  instanceName?: string | undefined;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** The page around sign-in, set-up and other forms outside the app. */
export function AuthCard({
  title,
  headingRef,
  instanceName,
  description,
  footer,
  children,
}: AuthCardProps) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-[clamp(2rem,12vh,8rem)]"
    >
      <div className="mb-6 flex max-w-full items-center gap-2.5">
        <Logo size={30} />
        <span className="min-w-0 truncate font-semibold text-lg tracking-tight">
          {instanceName || "Treasury Plane"}
        </span>
      </div>
      <div className="w-full max-w-[26rem] rounded-xl border border-line bg-surface p-5 shadow-2 sm:p-7">
        <h1 ref={headingRef} tabIndex={-1} className="font-semibold text-xl">
          {title}
        </h1>
        {description && <p className="mt-1 text-fg-3 text-sm">{description}</p>}
        <div className="mt-5">{children}</div>
      </div>
      {footer && <div className="mt-5 max-w-[26rem] text-center text-fg-3 text-sm">{footer}</div>}
    </main>
  );
}
