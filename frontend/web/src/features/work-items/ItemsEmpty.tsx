import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ListTodo, SearchX } from "lucide-react";
import { ui } from "../../app/ui-store";

interface ItemsEmptyProps {
  readonly isFiltered: boolean;
  readonly canEdit: boolean;
  readonly projectId: string;
  readonly onClear: () => void;
}

export function ItemsEmpty({ isFiltered, canEdit, projectId, onClear }: ItemsEmptyProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SearchX size={20} aria-hidden="true" />}
        title="No work item matches"
        action={<Button onPress={onClear}>Clear filters</Button>}
      >
        Nothing in this project passes all the filters above.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ListTodo size={20} aria-hidden="true" />}
      title="No work items yet"
      action={
        canEdit && (
          <Button variant="primary" onPress={() => ui.createItem({ projectId })}>
            Create the first one
          </Button>
        )
      }
    >
      A work item is anything the team wants to get done: a task, a defect, a request. It has a
      state, people, dates and a history.
    </EmptyState>
  );
}
