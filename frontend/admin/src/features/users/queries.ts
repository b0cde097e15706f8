import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Identities } from "@treasury-plane/api/identities";
import type { InstanceUser, OneTimeLink, Page, Uuid } from "@treasury-plane/api/types";

export const USERS_KEY = ["instance", "users"] as const;
const PAGE_SIZE = 50;

interface UsersFilter {
  search: string;
  status: "active" | "inactive" | "pending" | "all";
  cursor: string;
}

export const usersQuery = (filter: UsersFilter) =>
  queryOptions({
    queryKey: [...USERS_KEY, filter],
    queryFn: ({ signal }) =>
      api.get<Page<InstanceUser>>(apiPath("instance", "users"), {
        signal,
        query: { ...filter, per_page: PAGE_SIZE },
      }),
  });

export interface NewUser {
  email: string;
  first_name: string;
  last_name: string;
  is_instance_admin: boolean;
}

export interface CreatedUser {
  user: InstanceUser;
  link: OneTimeLink;
}

export const createUser = (user: NewUser) =>
  api.post<CreatedUser>(apiPath("instance", "users"), user);

export const updateUser = (
  id: string,
  changes: Partial<Pick<InstanceUser, "is_active" | "is_instance_admin">>,
) => api.patch<InstanceUser>(apiPath("instance", "users", id), changes);

export const issueResetLink = (id: string) =>
  api.post<OneTimeLink>(apiPath("instance", "users", id, "reset-link"));

export const identitiesQuery = (id: Uuid) =>
  queryOptions({
    queryKey: ["instance", "identities", id],
    queryFn: ({ signal }) =>
      api.get<Identities>(apiPath("instance", "users", id, "identities"), { signal }),
  });

export const removeIdentity = (user: Uuid, identity: Uuid) =>
  api.del(apiPath("instance", "users", user, "identities", identity));

export const setCardBlocked = (user: Uuid, card: Uuid, isBlocked: boolean) =>
  api.post(apiPath("instance", "users", user, "cards", card, isBlocked ? "block" : "unblock"));

export const approveUser = (id: Uuid) =>
  api.post<InstanceUser>(apiPath("instance", "users", id, "approve"));

export const signOutUser = (id: Uuid) => api.post(apiPath("instance", "users", id, "sign-out"));
