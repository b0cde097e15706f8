import { api } from "@treasury-plane/api/client";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useForm } from "../../layouts/use-form";
import { paths } from "../../paths";

/** `/unsubscribe?token=`: where a link at the end of a mail leads. Nobody needs to sign in. */
export default function UnsubscribePage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const heading = usePageTitle("Unsubscribe");
  const [isDone, setDone] = useState(false);
  const { submit, isPending, errors } = useForm(["token"], async () => {
    await api.post("/api/public/unsubscribe", { token }, { keepSession: true });
    setDone(true);
  });
  const problem = errors.form ?? errors.fields.token;
  return (
    <AuthCard title="Unsubscribe" headingRef={heading}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {problem && <Banner tone="danger">{problem}</Banner>}
        {isDone ? (
          <Banner tone="success">Mails of this kind are not sent to you any more.</Banner>
        ) : (
          <>
            <p className="text-base text-fg-2">
              Mails like the one you came from will not be sent to you any more. What happens still
              shows in your inbox here.
            </p>
            <Button
              type="submit"
              variant="primary"
              size="lg"
              isPending={isPending}
              isDisabled={token === ""}
            >
              Unsubscribe
            </Button>
          </>
        )}
        <p className="text-fg-3 text-sm">
          <Link to={paths.notificationSettings()} className="text-accent-fg underline">
            All settings of notifications
          </Link>{" "}
          (needs signing in)
        </p>
      </form>
    </AuthCard>
  );
}
