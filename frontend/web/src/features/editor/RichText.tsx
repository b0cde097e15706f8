import { fillMentions } from "@treasury-plane/kit/html/mentions";
import { sanitizeHtml } from "@treasury-plane/kit/html/sanitize";
import { cx } from "@treasury-plane/ui/cx";
import { useEffect, useMemo, useRef } from "react";

interface RichTextProps {
  readonly html: string;
  /** The names of mentioned people as they are called now. */
  readonly nameOf?: ((userId: string) => string | undefined) | undefined;
  readonly className?: string;
}

/** Text written by people, shown. The server has cleaned it; here it is cleaned once more. */
export function RichText({ html, nameOf, className }: RichTextProps) {
  const clean = useMemo(() => sanitizeHtml(html), [html]);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    element.current.innerHTML = clean;
    fillMentions(element.current, nameOf);
  }, [clean, nameOf]);
  return <div ref={element} className={cx("rich-text", className)} />;
}
