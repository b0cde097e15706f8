import { useMutation } from "@tanstack/react-query";
import { formatDateTime } from "@treasury-plane/kit/dates/format";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { type FormEvent, useState } from "react";
import { Card } from "../../shell/Page";
import { Steps } from "../../shell/Steps";
import { KINDS } from "./public";
import { type CertificatePreview, previewCertificate } from "./queries";
import { OUTCOMES } from "./words";

/** Paste a certificate, see what it would do: reasons step by step, identifiers, whose they are. */
export function CertificateCheck() {
  const [certificate, setCertificate] = useState("");
  const preview = useMutation({ mutationFn: () => previewCertificate(certificate) });
  const errors = formErrors(preview.error, ["certificate"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (certificate.trim() !== "" && !preview.isPending) preview.mutate();
  };
  return (
    <Card
      title="Check a certificate"
      description="What a card's certificate would yield here. Nobody is signed in and nothing is kept."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <TextArea
          label="Certificate"
          description="PEM, or the base64 of DER. The public certificate only, never a key."
          rows={4}
          value={certificate}
          onChange={setCertificate}
          error={errors.fields.certificate}
        />
        <Button
          type="submit"
          className="self-start"
          isPending={preview.isPending}
          isDisabled={certificate.trim() === ""}
        >
          Check
        </Button>
        {preview.data && <Result preview={preview.data} />}
      </form>
    </Card>
  );
}

type Identifier = CertificatePreview["identifiers"][number];

const COLUMNS: Column<Identifier>[] = [
  { id: "kind", header: "Identifier", cell: ({ kind }) => KINDS[kind] ?? kind },
  {
    id: "value",
    header: "Value",
    cell: ({ value }) => <span className="break-all font-mono text-xs">{value}</span>,
  },
  { id: "domain", header: "Trust domain", from: "sm", cell: ({ trust_domain }) => trust_domain },
  {
    id: "user",
    header: "Account",
    cell: ({ known_user }) => known_user?.display_name ?? "Nobody yet",
  },
];

function Result({ preview }: { preview: CertificatePreview }) {
  const { card } = preview;
  const facts = [
    ["Subject", preview.subject],
    ["Issuer", preview.issuer],
    ["Serial number", preview.serial],
    ["Valid", `${formatDateTime(preview.not_before)} to ${formatDateTime(preview.not_after)}`],
    ["Anchor", preview.anchor?.name],
    ["FASC-N", card.fascn],
    ["Card UUID", card.card_uuid],
    ["UPN", card.upn],
    ["EDIPI", card.edipi],
  ] as const;
  return (
    <div className="flex flex-col gap-4">
      <Banner tone={preview.accepted ? "success" : "warning"}>
        {OUTCOMES[preview.would]}
        {preview.reason && ` (${preview.reason})`}
      </Banner>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term} className="contents">
                <dt className="text-fg-3">{term}</dt>
                <dd className="min-w-0 break-words max-sm:-mt-1.5">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {card.anomalies.length > 0 && (
        <Banner tone="warning">Odd about this certificate: {card.anomalies.join("; ")}.</Banner>
      )}
      {preview.identifiers.length > 0 && (
        <Table
          caption="Identifiers of this certificate"
          columns={COLUMNS}
          rows={preview.identifiers}
          rowKey={({ kind, trust_domain }) => `${kind} ${trust_domain}`}
          rowHeader="kind"
        />
      )}
      <Steps label="What the validator looked at" steps={preview.steps} />
    </div>
  );
}
