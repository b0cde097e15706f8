import { DottedName } from "../../shell/DottedName";

/** The stored name of a kind, and what it does. */
export function KindName({ name, about }: { name: string; about: string }) {
  return (
    <div className="min-w-0 max-w-xl">
      <p className="break-words font-medium">
        <DottedName name={name} />
      </p>
      <p className="text-pretty text-fg-3 text-xs">
        {about || "This version does not know this kind."}
      </p>
    </div>
  );
}
