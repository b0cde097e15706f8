import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Page } from "../../shell/Page";
import { CardMethod } from "./CardMethod";
import { CertificateCheck } from "./CertificateCheck";
import { MagicLinkMethod } from "./MagicLinkMethod";
import { NoticeForm } from "./NoticeForm";
import { PasswordMethod } from "./PasswordMethod";
import { Providers } from "./Providers";
import { authenticationQuery } from "./queries";
import { SessionForm } from "./SessionForm";

export default function AuthenticationPage() {
  const authentication = useQuery(authenticationQuery);
  return (
    <Page
      title="Authentication"
      description="How people sign in, what they accept first, and how long they stay signed in."
    >
      {authentication.isPending ? (
        <SkeletonRows rows={8} label="Loading authentication" />
      ) : authentication.isError ? (
        <ErrorState
          message={authentication.error.message}
          onRetry={() => void authentication.refetch()}
          isRetrying={authentication.isFetching}
        />
      ) : (
        <div className="flex flex-col gap-6">
          <CardMethod piv={authentication.data.piv} />
          <CertificateCheck />
          <Providers />
          <PasswordMethod
            password={authentication.data.password}
            lockout={authentication.data.lockout}
          />
          <MagicLinkMethod magicLink={authentication.data.magic_link} />
          <NoticeForm notice={authentication.data.notice} />
          <SessionForm sessions={authentication.data.sessions} />
        </div>
      )}
    </Page>
  );
}
