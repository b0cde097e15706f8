import type { PublicItemDetail } from "@treasury-plane/api/types";
import { formatDay } from "@treasury-plane/kit/dates/format";
import { fillMentions } from "@treasury-plane/kit/html/mentions";
import { sanitizeHtml } from "@treasury-plane/kit/html/sanitize";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { LabelChip } from "@treasury-plane/ui/LabelChip";
import { PRIORITY_NAMES, PriorityIcon } from "@treasury-plane/ui/PriorityIcon";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { type ReactNode, useMemo } from "react";
import { assigneesOf, DueDate, labelsOf } from "./ItemProperties";
import type { BoardInfo } from "./queries";

export function PeekContent({ item, info }: { item: PublicItemDetail; info: BoardInfo }) {
  const state = info.states.find(({ id }) => id === item.state_id);
  const labels = labelsOf(item, info);
  const assignees = assigneesOf(item, info);
  return (
    <article className="flex flex-col gap-5 p-5">
      <h2 className="font-semibold text-xl leading-snug [overflow-wrap:anywhere]">{item.name}</h2>
      <dl className="grid grid-cols-[7rem_1fr] items-center gap-y-2.5 rounded-lg border border-line bg-canvas p-4 text-sm">
        <Property name="State">
          {state && <StateIcon group={state.group} />}
          {state?.name ?? "Unknown"}
        </Property>
        <Property name="Priority">
          <PriorityIcon priority={item.priority} />
          {PRIORITY_NAMES[item.priority]}
        </Property>
        {assignees.length > 0 && (
          <Property name="Assignees">
            {assignees.map((person) => (
              <span key={person.id} className="inline-flex items-center gap-1.5">
                <Avatar person={person} size={20} />
                {person.display_name}
              </span>
            ))}
          </Property>
        )}
        {labels.length > 0 && (
          <Property name="Labels">
            {labels.map((label) => (
              <LabelChip key={label.id} name={label.name} color={label.color} />
            ))}
          </Property>
        )}
        {item.start_date && <Property name="Start">{formatDay(item.start_date)}</Property>}
        {item.target_date && (
          <Property name="Due">
            <DueDate item={item} />
          </Property>
        )}
      </dl>
      <Description html={item.description_html} />
    </article>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-3">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">{children}</dd>
    </>
  );
}

function Description({ html }: { html: string }) {
  const clean = useMemo(() => withMentions(sanitizeHtml(html)), [html]);
  const isEmpty = clean.replace(/<[^>]*>|&nbsp;/g, "").trim() === "" && !clean.includes("<img");
  if (isEmpty) return <p className="text-fg-3">No description.</p>;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by the server and again above.
    <div className="rich-text" dangerouslySetInnerHTML={{ __html: clean }} />
  );
}

/** A published board tells no names but those that the text itself gives. */
function withMentions(clean: string): string {
  if (!clean.includes("<mention-component")) return clean;
  const holder = document.createElement("template");
  holder.innerHTML = clean;
  fillMentions(holder.content);
  return holder.innerHTML;
}
