import { useQuery, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { toast } from "@treasury-plane/ui/Toast";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Card } from "../../shell/Page";
import { MethodTest } from "./MethodTest";
import { ProviderDialog } from "./ProviderDialog";
import { ProviderFacts } from "./ProviderFacts";
import { deleteProvider, type Provider, providersQuery, testProvider } from "./queries";

/** Login.gov and other OpenID Connect providers. */
export function Providers() {
  const providers = useQuery(providersQuery);
  const [edited, setEdited] = useState<Provider | "new" | null>(null);
  return (
    <Card
      title="Login.gov and other providers"
      description="People sign in there by OpenID Connect and come back here."
    >
      <div className="flex flex-col gap-4">
        {providers.isPending ? (
          <SkeletonRows rows={2} label="Loading providers" />
        ) : providers.isError ? (
          <ErrorState
            message={providers.error.message}
            onRetry={() => void providers.refetch()}
            isRetrying={providers.isFetching}
          />
        ) : (
          <>
            {providers.data.length === 0 && <p className="text-fg-3">No provider yet.</p>}
            {providers.data.map((provider) => (
              <ProviderBlock
                key={provider.id}
                provider={provider}
                onEdit={() => setEdited(provider)}
              />
            ))}
          </>
        )}
        <Button
          className="self-start"
          icon={<Plus size={15} aria-hidden="true" />}
          onPress={() => setEdited("new")}
        >
          Add a provider
        </Button>
      </div>
      <ProviderDialog edited={edited} onClose={() => setEdited(null)} />
    </Card>
  );
}

function ProviderBlock({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const client = useQueryClient();
  const [isDeleting, setDeleting] = useState(false);
  const remove = async () => {
    await deleteProvider(provider.id);
    await client.invalidateQueries({ queryKey: providersQuery.queryKey });
    void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
    toast.success(`${provider.name} is removed`);
  };
  return (
    <section aria-label={provider.name} className="rounded-md border border-line p-4">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{provider.name}</h3>
        {provider.enabled ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
        <span className="flex-1" />
        <Button size="sm" onPress={onEdit} aria-label={`Edit ${provider.name}`}>
          Edit
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onPress={() => setDeleting(true)}
          aria-label={`Remove ${provider.name}`}
        >
          Remove…
        </Button>
      </div>
      <ProviderFacts provider={provider} />
      <MethodTest name={provider.name} run={() => testProvider(provider.id)} />
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Remove ${provider.name}?`}
        confirmLabel="Remove"
        onConfirm={remove}
      >
        Nobody can sign in through it any more. Accounts and what people wrote stay.
      </ConfirmDialog>
    </section>
  );
}
