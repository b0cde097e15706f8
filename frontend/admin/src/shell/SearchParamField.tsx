import { useDebounced } from "@treasury-plane/kit/page/use-debounced";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { useEffect, useEffectEvent, useState } from "react";
import type { ListParams } from "./use-list-params";

interface SearchParamFieldProps {
  label: string;
  list: ListParams;
  className?: string;
}

/** A search box whose text reaches the address when typing pauses. */
export function SearchParamField({ label, list, className }: SearchParamFieldProps) {
  const stored = list.get("search");
  const [text, setText] = useState(stored);
  const [known, setKnown] = useState(stored);
  const settled = useDebounced(text, 250);

  // Back, forward or "show all" changed the address: the box follows.
  if (stored !== known) {
    setKnown(stored);
    if (stored !== text.trim()) setText(stored);
  }
  const store = useEffectEvent((value: string) => {
    if (value !== list.get("search") && value === text.trim()) list.set({ search: value });
  });
  useEffect(() => store(settled.trim()), [settled]);

  return (
    <SearchField
      label={label}
      value={text}
      onChange={setText}
      onClear={() => list.set({ search: null })}
      {...(className === undefined ? {} : { className })}
    />
  );
}
