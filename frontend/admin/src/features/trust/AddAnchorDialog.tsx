import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { BundleField } from "./BundleField";
import { InspectedList } from "./InspectedList";
import { addAnchor, inspectBundle, trustQuery } from "./queries";

interface AddAnchorDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export function AddAnchorDialog(props: AddAnchorDialogProps) {
  return (
    <Dialog {...props} title="Add an anchor" isDismissable={false} size="lg">
      <AddAnchorForm onClose={props.onClose} />
    </Dialog>
  );
}

/** First the certificate is read and shown; it is trusted only after its fingerprint is confirmed. */
function AddAnchorForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [certificate, setCertificate] = useState("");
  const [trustDomain, setTrustDomain] = useState("");
  const [isCompared, setCompared] = useState(false);
  const inspect = useMutation({ mutationFn: () => inspectBundle(certificate) });
  const add = useMutation({
    mutationFn: () => addAnchor(certificate, { trust_domain: trustDomain.trim() }),
    onSuccess: async (anchor) => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey });
      toast.success(`${anchor.trust_domain} is trusted`);
      onClose();
    },
  });
  const errors = formErrors(inspect.error ?? add.error, ["bundle", "certificate", "trust_domain"]);
  const isOne = inspect.data?.certificates.length === 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (inspect.data === undefined) inspect.mutate();
    else if (isOne && isCompared && !add.isPending) add.mutate();
  };
  const change = (bundle: string) => {
    setCertificate(bundle);
    setCompared(false);
    inspect.reset();
    add.reset();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <BundleField
        label="Certificate"
        description="One self-signed certificate of a root authority, as PEM or a file."
        value={certificate}
        onChange={change}
        error={errors.fields.bundle ?? errors.fields.certificate}
      />
      {inspect.data && (
        <>
          {!isOne && (
            <Banner tone="warning">
              An anchor is one certificate; this holds {inspect.data.certificates.length}. Add the
              others as intermediate certificates.
            </Banner>
          )}
          <InspectedList inspected={inspect.data} anchors={[]} />
          <TextField
            label="Trust domain"
            isRequired
            description="A short name for whose people these are, such as fpki or dod. Identities belong to it for good."
            value={trustDomain}
            onChange={setTrustDomain}
            error={errors.fields.trust_domain}
            autoComplete="off"
          />
          <Checkbox isSelected={isCompared} onChange={setCompared}>
            I compared the fingerprint with the one its owner publishes
          </Checkbox>
        </>
      )}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        {inspect.data === undefined ? (
          <Button
            type="submit"
            variant="primary"
            isDisabled={certificate.trim() === ""}
            isPending={inspect.isPending}
          >
            Look at it
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isOne || !isCompared || trustDomain.trim() === ""}
            isPending={add.isPending}
          >
            Trust it
          </Button>
        )}
      </div>
    </form>
  );
}
