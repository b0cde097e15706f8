import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { CopyField } from "@treasury-plane/ui/CopyField";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { type Provider, providersQuery, rotateProviderKey } from "./queries";

/** What has to be registered with the provider: addresses, and the certificate of our key. */
export function ProviderFacts({ provider }: { provider: Provider }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const rotate = async () => {
    await rotateProviderKey(provider.id);
    await client.invalidateQueries({ queryKey: providersQuery.queryKey });
    toast.success("New key made: register its certificate with the provider");
  };
  return (
    <div className="mb-4 flex flex-col gap-3">
      <p className="break-all text-fg-3 text-sm">
        {provider.issuer} as <span className="font-mono text-xs">{provider.client_id}</span>
      </p>
      <CopyField label="Redirect address to register" value={provider.callback_url} />
      <CopyField label="Address after sign-out to register" value={provider.post_logout_url} />
      {provider.public_certificate && (
        <details className="rounded-md border border-line px-3 py-2">
          <summary className="cursor-pointer font-medium text-sm">
            Public certificate to register
          </summary>
          <div className="mt-3 flex flex-col gap-3">
            <TextArea
              label="Certificate (PEM)"
              isReadOnly
              rows={6}
              value={provider.public_certificate}
            />
            <Button className="self-start" onPress={() => setAsking(true)}>
              Make a new key…
            </Button>
          </div>
        </details>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Make a new key?"
        confirmLabel="Make a new key"
        tone="primary"
        onConfirm={rotate}
      >
        Requests are signed with the new key at once, so sign-in through {provider.name} works again
        only when its certificate is registered there.
      </ConfirmDialog>
    </div>
  );
}
