import { useSearchParams } from "react-router";

export interface ListParams {
  get: (name: string) => string;
  /** Sets or, with null, removes. Anything but the cursor starts again at the first page. */
  set: (changes: Record<string, string | null>) => void;
}

/** Search, filters and page of a list live in the address. */
export function useListParams(): ListParams {
  const [params, setParams] = useSearchParams();
  return {
    get: (name) => params.get(name) ?? "",
    set: (changes) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (!("cursor" in changes)) next.delete("cursor");
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: !("cursor" in changes) },
      ),
  };
}
