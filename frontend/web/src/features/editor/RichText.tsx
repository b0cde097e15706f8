import { sanitizeHtml } from "@treasury-plane/kit/html/sanitize";
import { cx } from "@treasury-plane/ui/cx";
import { useEffect, useMemo, useRef } from "react";

/** Text written by people, shown. The server has cleaned it; here it is cleaned once more. */
export function RichText({ html, className }: { html: string; className?: string }) {
  const clean = useMemo(() => sanitizeHtml(html), [html]);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) element.current.innerHTML = clean;
  }, [clean]);
  return <div ref={element} className={cx("rich-text", className)} />;
}
