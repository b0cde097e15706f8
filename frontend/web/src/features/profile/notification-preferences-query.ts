import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { NotificationPreferences } from "@treasury-plane/api/notifications";

const path = apiPath("users", "me", "notification-preferences");

export const notificationPreferencesQuery = queryOptions({
  queryKey: ["me", "notification-preferences"],
  queryFn: ({ signal }) => api.get<NotificationPreferences>(path, { signal }),
});

/** Saves a change at once; the screen shows it meanwhile and goes back when it is refused. */
export function useUpdateNotificationPreferences() {
  const queries = useQueryClient();
  const { queryKey } = notificationPreferencesQuery;
  return useMutation({
    mutationFn: (patch: Partial<NotificationPreferences>) =>
      api.patch<NotificationPreferences>(path, patch),
    onMutate: (patch) => {
      const before = queries.getQueryData(queryKey);
      if (before) queries.setQueryData(queryKey, { ...before, ...patch });
      return { before };
    },
    onError: (_error, _patch, context) => {
      if (context?.before) queries.setQueryData(queryKey, context.before);
    },
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
  });
}
