import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { meQuery, withDefaults } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { Link, useNavigate, useSearchParams } from "react-router";
import { realtime } from "../../app/realtime";
import { useForm } from "../../layouts/use-form";
import { isOfThisApp, paths, readReturnTo } from "../../paths";
import { NoticeFirst } from "./NoticeFirst";

/**
 * `/sign-in/link?token=&return_to=`. Opening the page does nothing: programs that look into mail
 * open links too, and the link works once.
 */
export default function MagicLinkPage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const heading = usePageTitle("Sign in");
  return (
    <AuthCard title="Sign in" headingRef={heading}>
      {token === "" ? (
        <p className="text-base text-fg-2">The link is not complete. Copy all of it.</p>
      ) : (
        <NoticeFirst>
          <Redeem token={token} returnTo={readReturnTo(params)} />
        </NoticeFirst>
      )}
    </AuthCard>
  );
}

function Redeem({ token, returnTo }: { token: string; returnTo: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { submit, isPending, errors } = useForm([], async () => {
    const me = await api.post<Me>("/auth/magic-link/redeem", { token }, { keepSession: true });
    // Forgets that the last session of this tab has ended.
    realtime.close();
    queries.setQueryData(meQuery.queryKey, withDefaults(me));
    if (isOfThisApp(returnTo)) void navigate(returnTo, { replace: true });
    else window.location.replace(returnTo);
  });
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {errors.form ? (
        <>
          <Banner tone="danger">{errors.form}</Banner>
          <Link to={paths.signIn(returnTo)} className={buttonClass("secondary", "lg")}>
            Go to sign-in
          </Link>
        </>
      ) : (
        <p className="text-base text-fg-2">You asked for this link to sign in.</p>
      )}
      <Button type="submit" variant="primary" size="lg" isPending={isPending} autoFocus>
        Sign in
      </Button>
    </form>
  );
}
