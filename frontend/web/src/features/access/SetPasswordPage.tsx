import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { meQuery, withDefaults } from "@treasury-plane/api/queries";
import type { Me, PasswordLink } from "@treasury-plane/api/types";
import { AuthCard } from "@treasury-plane/kit/auth/AuthCard";
import { NewPasswordField } from "@treasury-plane/kit/auth/NewPasswordField";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { PASSWORD_MIN_LENGTH } from "@treasury-plane/kit/forms/password";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { realtime } from "../../app/realtime";
import { useForm } from "../../layouts/use-form";
import { paths } from "../../paths";
import { NoticeFirst } from "./NoticeFirst";

/** `/accounts/set-password?token=` */
export default function SetPasswordPage() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const heading = usePageTitle("Set password");
  const link = useQuery({
    queryKey: ["password-link", token],
    queryFn: () => api.get<PasswordLink>(linkPath(token), { keepSession: true }),
    enabled: token !== "",
    retry: false,
  });

  if (token === "" || link.isError) {
    return (
      <AuthCard title="This link does not work" headingRef={heading}>
        <p className="mb-4 text-base text-fg-2">
          It was used already, has expired, or is not complete. Ask an administrator for a new one.
        </p>
        <Link to={paths.signIn()} className={buttonClass("secondary", "lg")}>
          Go to sign-in
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={
        link.data?.purpose === "welcome" ? "Welcome. Choose a password" : "Choose a new password"
      }
      headingRef={heading}
      description={link.data && `The link works until ${formatDateTime(link.data.expires_at)}.`}
    >
      {link.data ? (
        <NoticeFirst>
          <SetPasswordForm token={token} email={link.data.email} />
        </NoticeFirst>
      ) : (
        <Spinner label="Checking the link" className="text-fg-3" />
      )}
    </AuthCard>
  );
}

function linkPath(token: string): string {
  return `/auth/password-links/${encodeURIComponent(token)}`;
}

function SetPasswordForm({ token, email }: { token: string; email: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const { submit, isPending, errors } = useForm(["password"], async () => {
    const me = await api.post<Me>(linkPath(token), { password }, { keepSession: true });
    realtime.close();
    queries.setQueryData(meQuery.queryKey, withDefaults(me));
    void navigate(paths.home(), { replace: true });
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <TextField label="E-mail" value={email} isReadOnly autoComplete="username" />
      <NewPasswordField value={password} onChange={setPassword} error={errors.fields.password} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        isDisabled={password.length < PASSWORD_MIN_LENGTH}
      >
        Save and sign in
      </Button>
    </form>
  );
}
