import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { meQuery, withDefaults } from "@treasury-plane/api/queries";
import type { InvitationInfo, Me } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { SignInPanel } from "@treasury-plane/kit/auth/SignInPanel";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { Link, useNavigate, useParams } from "react-router";
import { ownAddress } from "../../app/own-address";
import { realtime } from "../../app/realtime";
import { roleName } from "../../app/roles";
import { useForm } from "../../layouts/use-form";
import { useSignOut } from "../../layouts/use-sign-out";
import { paths } from "../../paths";
import { NewAccountForm } from "./NewAccountForm";
import { NoticeFirst } from "./NoticeFirst";

/** `/invitations/:token` */
export default function InvitationPage() {
  const { token = "" } = useParams();
  const heading = usePageTitle("Invitation");
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.get<InvitationInfo>(invitationPath(token), { keepSession: true }),
    retry: false,
  });
  const { data } = invitation;

  if (invitation.isError || data?.expired) {
    return (
      <AuthCard title="This invitation is not valid any more" headingRef={heading}>
        <p className="mb-4 text-base text-fg-2">
          It was used, withdrawn, or has expired. Ask the person who sent it for a new one.
        </p>
        <Link to={paths.home()} className={buttonClass("secondary", "lg")}>
          Go to Treasury Plane
        </Link>
      </AuthCard>
    );
  }
  if (!data) {
    return (
      <AuthCard title="Invitation" headingRef={heading}>
        <Spinner label="Reading the invitation" className="text-fg-3" />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={`Join ${data.workspace.name}`}
      headingRef={heading}
      description={`You are invited as ${roleName(data.role).toLowerCase()} with ${data.email}.`}
    >
      <InvitationSteps token={token} invitation={data} />
    </AuthCard>
  );
}

function invitationPath(token: string): string {
  return `/auth/invitations/${encodeURIComponent(token)}`;
}

function InvitationSteps({ token, invitation }: { token: string; invitation: InvitationInfo }) {
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const enter = (user: Me) => {
    realtime.close();
    queries.setQueryData(meQuery.queryKey, withDefaults(user));
    void queries.invalidateQueries({ queryKey: ["workspaces"] });
    void navigate(paths.workspace(invitation.workspace.slug), { replace: true });
  };
  const { submit, isPending, errors } = useForm([], async () => {
    enter(await api.post<Me>(`${invitationPath(token)}/accept`, {}, { keepSession: true }));
  });

  if (me && !me.email_is_placeholder && me.email.toLowerCase() === invitation.email.toLowerCase()) {
    return (
      <form onSubmit={submit} className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <Button type="submit" variant="primary" size="lg" isPending={isPending}>
          Join as {me.display_name}
        </Button>
      </form>
    );
  }
  if (me) {
    return (
      <div className="flex flex-col gap-4">
        <Banner tone="warning">
          You are signed in as {ownAddress(me)}. The invitation is for {invitation.email}.
        </Banner>
        <Button size="lg" onPress={() => void signOut(paths.invitation(token))}>
          Sign out and continue
        </Button>
      </div>
    );
  }
  if (invitation.has_account) {
    return (
      <SignInPanel
        email={invitation.email}
        returnTo={paths.invitation(token)}
        onSignedIn={(user) => queries.setQueryData(meQuery.queryKey, user)}
      />
    );
  }
  return (
    <NoticeFirst>
      <NewAccountForm token={token} email={invitation.email} onDone={enter} />
    </NoticeFirst>
  );
}
