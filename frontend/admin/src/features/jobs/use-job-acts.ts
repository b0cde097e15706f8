import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@treasury-plane/ui/Toast";
import { deleteJob, JOBS_KEY, retryDead, retryJob } from "./queries";

/** What can be done about failed jobs. */
export function useJobActs() {
  const client = useQueryClient();
  const reload = () => void client.invalidateQueries({ queryKey: JOBS_KEY });
  const retry = useMutation({
    mutationFn: retryJob,
    onSuccess: () => toast.success("The job is tried again"),
    onError: (error) => toast.error(error.message),
    onSettled: reload,
  });
  const retryAll = useMutation({
    mutationFn: retryDead,
    onSuccess: ({ count }) =>
      toast.success(count === 1 ? "1 job is tried again" : `${count} jobs are tried again`),
    onError: (error) => toast.error(error.message),
    onSettled: reload,
  });
  const remove = async (id: number) => {
    await deleteJob(id);
    toast.success("Job deleted");
    reload();
  };
  return { retry, retryAll, remove };
}
