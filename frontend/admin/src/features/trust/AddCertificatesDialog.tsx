import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { BundleField } from "./BundleField";
import { InspectedList } from "./InspectedList";
import { type Anchor, addCertificates, inspectBundle, trustQuery } from "./queries";

interface AddCertificatesDialogProps {
  isOpen: boolean;
  onClose: () => void;
  anchors: readonly Anchor[];
}

export function AddCertificatesDialog(props: AddCertificatesDialogProps) {
  const { isOpen, onClose } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Add certificates"
      isDismissable={false}
      size="lg"
    >
      <AddCertificatesForm {...props} />
    </Dialog>
  );
}

function AddCertificatesForm({ onClose, anchors }: AddCertificatesDialogProps) {
  const client = useQueryClient();
  const [bundle, setBundle] = useState("");
  const inspect = useMutation({ mutationFn: () => inspectBundle(bundle) });
  const add = useMutation({
    mutationFn: () => addCertificates(bundle),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey });
      if (result.refused.length > 0) return;
      const lists = result.crls > 0 ? `, revocation lists: ${result.crls}` : "";
      toast.success(`${result.added} added, ${result.known} were here already${lists}`);
      onClose();
    },
  });
  const errors = formErrors(inspect.error ?? add.error, ["bundle"]);
  const change = (text: string) => {
    setBundle(text);
    inspect.reset();
    add.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (inspect.data === undefined) inspect.mutate();
    else if (!add.isPending) add.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {errors.form && <Banner tone="danger">{errors.form}</Banner>}
      <BundleField
        label="Certificates"
        description="PEM, DER or PKCS#7 (.p7b, .p7c), as many as you like."
        value={bundle}
        onChange={change}
        error={errors.fields.bundle}
      />
      {inspect.data && <InspectedList inspected={inspect.data} anchors={anchors} />}
      {add.data && add.data.refused.length > 0 && (
        <Banner tone="warning">
          {add.data.added} added. Not added:
          <ul className="list-disc pl-4">
            {add.data.refused.map(({ subject, why }) => (
              <li key={subject + why}>
                {subject}: {why}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{add.data ? "Close" : "Cancel"}</Button>
        {!add.data && (
          <Button
            type="submit"
            variant="primary"
            isDisabled={bundle.trim() === ""}
            isPending={inspect.isPending || add.isPending}
          >
            {inspect.data ? "Add them" : "Look at them"}
          </Button>
        )}
      </div>
    </form>
  );
}
