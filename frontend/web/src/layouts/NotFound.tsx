import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { buttonClass } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { FileQuestion } from "lucide-react";
import { Link } from "react-router";
import { paths } from "../paths";

export function NotFound() {
  const heading = usePageTitle("Not found");
  return (
    <div className="flex flex-1 flex-col justify-center">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        Not found
      </h1>
      <EmptyState
        icon={<FileQuestion size={20} aria-hidden="true" />}
        title="There is no such page"
        action={
          <Link to={paths.home()} className={buttonClass("primary")}>
            Go home
          </Link>
        }
      >
        The address may be wrong, or you may not have access to what was here.
      </EmptyState>
    </div>
  );
}
