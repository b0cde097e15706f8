import { Fragment } from "react";

/** A name such as `mail.deliver_digest`, which breaks where its words meet. */
export function DottedName({ name }: { name: string }) {
  return name.split(/(?<=[._-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts do not change their order.
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
