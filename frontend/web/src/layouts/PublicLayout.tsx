import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@treasury-plane/api/queries";
import { useTheme } from "@treasury-plane/kit/theme/theme";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { Suspense } from "react";
import { Outlet } from "react-router";

/** Pages with one form and nothing around it. */
export function PublicLayout() {
  const { data: me } = useQuery(meQuery);
  useTheme(me?.preferences.theme ?? "system");
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
