import { Search, X } from "lucide-react";
import type { Ref } from "react";
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Button,
  Input,
} from "react-aria-components";
import { cx } from "./cx";
import { inputClass } from "./Field";

interface SearchFieldProps extends Omit<AriaSearchFieldProps, "className" | "children" | "style"> {
  label: string;
  placeholder?: string;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** A search box; Escape and the cross empty it. */
export function SearchField({
  label,
  placeholder,
  className,
  inputRef,
  ...props
}: SearchFieldProps) {
  return (
    <AriaSearchField
      {...props}
      aria-label={label}
      className={cx("group relative flex min-w-0 items-center", className)}
    >
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute left-2.5 text-fg-3"
      />
      <Input
        ref={inputRef}
        placeholder={placeholder ?? label}
        className={cx(
          inputClass,
          "h-8 px-8 text-sm pointer-coarse:h-10 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      <Button
        aria-label="Clear search"
        className="absolute right-1 inline-flex size-6 items-center justify-center rounded-md text-fg-3 hover:bg-hover hover:text-fg group-data-[empty]:hidden"
      >
        <X size={14} />
      </Button>
    </AriaSearchField>
  );
}
