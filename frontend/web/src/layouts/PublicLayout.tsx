import { Spinner } from "@treasury-plane/ui/Spinner";
import { Suspense } from "react";
import { Outlet } from "react-router";

/** Pages with one form and nothing around it. */
export function PublicLayout() {
  return (
    <Suspense fallback={<FullPageSpinner />}>
      <Outlet />
    </Suspense>
  );
}

export function FullPageSpinner() {
  return (
    <main className="flex min-h-dvh items-center justify-center text-fg-3">
      <Spinner label="Loading" />
    </main>
  );
}
