import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Page } from "../../shell/Page";
import { Anchors } from "./Anchors";
import { Certificates } from "./Certificates";
import { CrlSources } from "./CrlSources";
import { Crls } from "./Crls";
import { trustQuery } from "./queries";

export default function TrustPage() {
  const trust = useQuery(trustQuery);
  return (
    <Page
      title="Trust store"
      description="Whose certificates sign people in. It ships empty: only what you add here counts."
    >
      {trust.isPending ? (
        <SkeletonRows rows={8} label="Loading the trust store" />
      ) : trust.isError ? (
        <ErrorState
          message={trust.error.message}
          onRetry={() => void trust.refetch()}
          isRetrying={trust.isFetching}
        />
      ) : (
        <div className="flex flex-col gap-6">
          <Anchors anchors={trust.data.anchors} />
          <Certificates certificates={trust.data.certificates} anchors={trust.data.anchors} />
          <Crls crls={trust.data.crls} />
          <CrlSources sources={trust.data.crl_sources} />
        </div>
      )}
    </Page>
  );
}
