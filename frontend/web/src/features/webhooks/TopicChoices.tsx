import type { WebhookTopic } from "@treasury-plane/api/webhooks";
import { Checkbox } from "@treasury-plane/ui/Checkbox";

export type Topics = Record<WebhookTopic, boolean>;

/** What there is to hear of today; cycles and modules follow with their screens. */
const CHOICES: readonly { topic: WebhookTopic; label: string }[] = [
  { topic: "issue", label: "Work items" },
  { topic: "issue_comment", label: "Comments" },
  { topic: "project", label: "Projects" },
];

export const NO_TOPICS: Topics = {
  project: false,
  issue: false,
  cycle: false,
  module: false,
  issue_comment: false,
};

export function hasTopic(topics: Topics): boolean {
  return Object.values(topics).some(Boolean);
}

/** "Work items, comments", for lists. */
export function topicWords(topics: Topics): string {
  const words = CHOICES.filter(({ topic }) => topics[topic]).map(({ label }) => label);
  return words.length === 0 ? "Nothing" : words.join(", ");
}

interface TopicChoicesProps {
  readonly value: Topics;
  readonly onChange: (topics: Topics) => void;
}

/** Tick boxes for what a webhook hears of. */
export function TopicChoices({ value, onChange }: TopicChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-medium text-sm">Tell it of changes to</legend>
      {CHOICES.map(({ topic, label }) => (
        <Checkbox
          key={topic}
          isSelected={value[topic]}
          onChange={(isSelected) => onChange({ ...value, [topic]: isSelected })}
        >
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}
