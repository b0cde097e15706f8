import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatRelative } from "@treasury-plane/kit/dates/format";
import { formErrors } from "@treasury-plane/kit/forms/errors";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { TextField } from "@treasury-plane/ui/TextField";
import { toast } from "@treasury-plane/ui/Toast";
import { type FormEvent, useState } from "react";
import { Card } from "../../shell/Page";
import {
  addCrlSource,
  type CrlSource,
  refreshCrlSource,
  removeCrlSource,
  trustQuery,
} from "./queries";

/** Addresses that lists are fetched from; nothing is fetched that is not named here. */
export function CrlSources({ sources }: { sources: readonly CrlSource[] }) {
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const reload = () => client.invalidateQueries({ queryKey: trustQuery.queryKey });
  const add = useMutation({
    mutationFn: () => addCrlSource(url.trim()),
    onSuccess: async () => {
      setUrl("");
      await reload();
      toast.success("Address added");
    },
  });
  const refresh = useMutation({
    mutationFn: refreshCrlSource,
    onSettled: reload,
    onSuccess: (source) =>
      source.last_error === null ? toast.success("List fetched") : toast.error(source.last_error),
    onError: (error) => toast.error(error.message),
  });
  const remove = useMutation({
    mutationFn: removeCrlSource,
    onSettled: reload,
    onError: (error) => toast.error(error.message),
  });
  const errors = formErrors(add.error, ["url"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== "" && !add.isPending) add.mutate();
  };
  const columns: Column<CrlSource>[] = [
    {
      id: "url",
      header: "Address",
      cell: (source) => (
        <div className="min-w-0 max-w-md">
          <p className="break-all font-mono text-xs">{source.url}</p>
          {source.last_error && <p className="text-danger-fg text-xs">{source.last_error}</p>}
        </div>
      ),
    },
    {
      id: "success",
      header: "Last fetched",
      from: "sm",
      cell: ({ last_success_at }) => (last_success_at ? formatRelative(last_success_at) : "Never"),
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (source) => (
        <span className="flex items-end justify-end gap-1 max-sm:flex-col">
          <Button
            size="sm"
            isPending={refresh.isPending && refresh.variables === source.id}
            onPress={() => refresh.mutate(source.id)}
            aria-label={`Fetch ${source.url} now`}
          >
            Fetch now
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onPress={() => remove.mutate(source.id)}
            aria-label={`Remove ${source.url}`}
          >
            Remove
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card
      title="Where lists are fetched"
      description="Refreshed before they run out. Leave empty on a host without a network."
    >
      <div className="flex flex-col gap-4">
        {sources.length > 0 && (
          <Table
            caption="Addresses of revocation lists"
            columns={columns}
            rows={sources}
            rowKey={(source) => source.id}
            rowHeader="url"
          />
        )}
        {errors.form && <Banner tone="danger">{errors.form}</Banner>}
        <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2">
          <TextField
            label="Address of a list"
            className="min-w-64 flex-1"
            placeholder="http://crl.agency.gov/issuing-ca.crl"
            value={url}
            onChange={setUrl}
            error={errors.fields.url}
            autoComplete="off"
          />
          <Button type="submit" isPending={add.isPending} isDisabled={url.trim() === ""}>
            Add
          </Button>
        </form>
      </div>
    </Card>
  );
}
