import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { meQuery, withDefaults } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";
import { toast } from "@treasury-plane/ui/Toast";

/** Changes preferences of the signed-in person: seen at once, taken back if the server refuses. */
export function useUpdatePreferences(): (changes: Partial<Me["preferences"]>) => void {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (preferences: Partial<Me["preferences"]>) =>
      api.patch<Me>(apiPath("users", "me"), { preferences }),
    onMutate: async (changes) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const before = client.getQueryData(meQuery.queryKey);
      client.setQueryData(meQuery.queryKey, (me) =>
        me ? { ...me, preferences: { ...me.preferences, ...changes } as Me["preferences"] } : me,
      );
      return before;
    },
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, withDefaults(me)),
    onError: (error, _changes, before) => {
      client.setQueryData(meQuery.queryKey, before);
      toast.error(error.message);
    },
  });
  return mutation.mutate;
}
