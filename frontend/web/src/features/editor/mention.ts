import { Mention } from "@tiptap/extension-mention";
import type { SuggestionKeyDownProps, SuggestionProps } from "@tiptap/suggestion";
import type { MentionPerson } from "./public";

const MAX_SHOWN = 8;

/** The list that is open under the `@` somebody types. */
export interface MentionQuery {
  readonly people: readonly MentionPerson[];
  readonly pick: (person: MentionPerson) => void;
  readonly rect: DOMRect | null;
}

/** What the editor's component does with the list. */
export interface MentionHost {
  readonly people: () => readonly MentionPerson[];
  readonly show: (query: MentionQuery | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

/** People whose name, or a word of it, begins with what was typed. */
export function findPeople(
  people: readonly MentionPerson[],
  query: string,
): readonly MentionPerson[] {
  const wanted = query.trim().toLowerCase();
  return people
    .filter(({ name }) => {
      const lower = name.toLowerCase();
      return lower.startsWith(wanted) || lower.split(/[\s._-]+/).some((w) => w.startsWith(wanted));
    })
    .slice(0, MAX_SHOWN);
}

/**
 * `@` and a name. The text stores `<mention-component entity_identifier="<user>">@Name</…>`: the id
 * is what counts, the name is for readers that do not know the tag.
 */
export function mentionExtension(host: MentionHost) {
  const toQuery = (props: SuggestionProps<MentionPerson>): MentionQuery => ({
    people: props.items,
    pick: (person) => props.command(person),
    rect: props.clientRect?.() ?? null,
  });
  return Mention.extend({
    addAttributes() {
      return {
        id: {
          default: null,
          parseHTML: (element) => element.getAttribute("entity_identifier"),
          renderHTML: ({ id }) => ({ entity_name: "user_mention", entity_identifier: id }),
        },
        label: {
          default: null,
          parseHTML: (element) => labelOf(element, host.people()),
          renderHTML: () => ({}),
        },
        mentionSuggestionChar: { default: "@", renderHTML: () => ({}) },
      };
    },
    parseHTML() {
      return [{ tag: 'mention-component[entity_name="user_mention"]' }];
    },
    renderHTML({ node, HTMLAttributes }) {
      return ["mention-component", HTMLAttributes, `@${node.attrs.label ?? "somebody"}`];
    },
  }).configure({
    suggestion: {
      char: "@",
      items: ({ query }) => [...findPeople(host.people(), query)],
      command: ({ editor, range, props }) => {
        const { id, name } = props as unknown as MentionPerson;
        editor
          .chain()
          .focus()
          .insertContentAt(range, [
            { type: "mention", attrs: { id, label: name } },
            { type: "text", text: " " },
          ])
          .run();
      },
      render: () => ({
        onStart: (props) => host.show(toQuery(props)),
        onUpdate: (props) => host.show(toQuery(props)),
        onKeyDown: ({ event }: SuggestionKeyDownProps) => host.onKeyDown(event),
        onExit: () => host.show(null),
      }),
    },
  });
}

function labelOf(element: HTMLElement, people: readonly MentionPerson[]): string | null {
  const id = element.getAttribute("entity_identifier");
  const known = people.find((person) => person.id === id)?.name;
  return known ?? (element.textContent?.trim().replace(/^@/, "") || null);
}
