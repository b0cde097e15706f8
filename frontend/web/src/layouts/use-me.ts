import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@treasury-plane/api/queries";
import type { Me } from "@treasury-plane/api/types";

/** The signed-in person; everything that calls this is behind the session gate. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe is only for pages behind the session gate.");
  return data;
}
