import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Page } from "../../shell/Page";
import { MailForm } from "./MailForm";
import { MailLog } from "./MailLog";
import { mailQuery } from "./public";

export default function MailPage() {
  const mail = useQuery(mailQuery);
  return (
    <Page
      title="E-mail"
      description="The server that mail goes out through, and what became of each one."
    >
      {mail.data === undefined ? (
        mail.isError ? (
          <ErrorState
            message={mail.error.message}
            onRetry={() => void mail.refetch()}
            isRetrying={mail.isFetching}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading e-mail" />
        )
      ) : (
        <div className="flex flex-col gap-6">
          <MailForm settings={mail.data} />
          <MailLog />
        </div>
      )}
    </Page>
  );
}
