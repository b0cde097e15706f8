import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Logo } from "@treasury-plane/ui/Logo";

/** The same page for what never was and what is no longer published. */
export function NotPublished() {
  const heading = usePageTitle("Not found");
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center px-6 py-16 text-center"
    >
      <Logo size={40} />
      <h1 ref={heading} tabIndex={-1} className="mt-6 font-semibold text-2xl tracking-tight">
        This board is not published
      </h1>
      <p className="mt-2 text-fg-3">
        The address may be mistyped, or the owners of the project no longer publish it. Ask whoever
        gave you the link.
      </p>
    </main>
  );
}
