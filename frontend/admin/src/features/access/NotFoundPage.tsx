import { buttonClass } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { Compass } from "lucide-react";
import { Link } from "react-router";
import { Page } from "../../shell/Page";

export default function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState
        icon={<Compass size={20} aria-hidden="true" />}
        title="There is no such page"
        action={
          <Link to="/general" className={buttonClass()}>
            Go to General
          </Link>
        }
      >
        The address may be mistyped.
      </EmptyState>
    </Page>
  );
}
