import { formatDate } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import type { Anchor, Inspected } from "./queries";

/** What a bundle holds, before anything of it is trusted. */
export function InspectedList({
  inspected,
  anchors,
}: {
  inspected: Inspected;
  anchors: readonly Anchor[];
}) {
  const domains = new Map(anchors.map((anchor) => [anchor.id, anchor.trust_domain]));
  const { certificates, crls, skipped } = inspected;
  return (
    <>
      {certificates.length > 0 && <List {...{ certificates, domains }} />}
      {crls > 0 && (
        <p className="text-fg-2 text-sm">
          {crls === 1 ? "1 revocation list is" : `${crls} revocation lists are`} in it too.
        </p>
      )}
      {skipped.length > 0 && (
        <Banner tone="warning">
          Not read:
          <ul className="list-disc pl-4">
            {skipped.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}

interface ListProps {
  certificates: Inspected["certificates"];
  domains: ReadonlyMap<string, string>;
}

function List({ certificates, domains }: ListProps) {
  return (
    <ul
      aria-label="Certificates in the bundle"
      className="flex max-h-72 flex-col divide-y divide-line overflow-y-auto rounded-md border border-line"
    >
      {certificates.map((certificate) => (
        <li key={certificate.sha256} className="flex flex-col gap-1 px-3 py-2 text-sm">
          <p className="break-words font-medium">{certificate.subject}</p>
          <p className="break-all font-mono text-fg-3 text-xs">SHA-256 {certificate.sha256}</p>
          <p className="text-fg-3 text-xs">
            Issued by {certificate.issuer}, valid {formatDate(certificate.not_before)} to{" "}
            {formatDate(certificate.not_after)}
          </p>
          <p className="flex flex-wrap gap-1">
            {certificate.known && <Badge>Already here</Badge>}
            {certificate.is_self_signed && <Badge tone="accent">Self-signed</Badge>}
            {!certificate.is_ca && <Badge tone="warning">Not an authority</Badge>}
            {certificate.reaches.map((id) => (
              <Badge key={id} tone="success">
                Reaches {domains.get(id) ?? "an anchor"}
              </Badge>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
