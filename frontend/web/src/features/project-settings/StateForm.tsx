import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";
import { useForm } from "../../layouts/use-form";
import { ColorPicker } from "./ColorPicker";

export interface NamedColor {
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

interface StateFormProps {
  readonly initial?: NamedColor;
  readonly submitLabel: string;
  readonly hasDescription?: boolean;
  readonly onSubmit: (values: NamedColor) => Promise<unknown>;
  readonly onCancel: () => void;
}

/** Name and colour in one line; states and labels share it. */
export function StateForm(props: StateFormProps) {
  const { initial, submitLabel, hasDescription = true, onSubmit, onCancel } = props;
  const [name, setName] = useState(initial?.name ?? "");
  const [color, setColor] = useState(initial?.color ?? "#2f7fb5");
  const [description, setDescription] = useState(initial?.description ?? "");
  const { submit, isPending, errors } = useForm(["name", "color", "description"], () =>
    onSubmit({ name: name.trim(), color, description: description.trim() }),
  );
  return (
    <form
      onSubmit={submit}
      noValidate
      className="flex flex-col gap-3"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onCancel();
      }}
    >
      {(errors.form ?? errors.fields.color) && (
        <Banner tone="danger">{errors.form ?? errors.fields.color}</Banner>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <ColorPicker label="Colour" color={color} onChange={setColor} />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={errors.fields.name}
          maxLength={255}
          isRequired
          autoFocus
          autoComplete="off"
          className="min-w-40 flex-1"
        />
        {hasDescription && (
          <TextField
            label="Description"
            value={description}
            onChange={setDescription}
            error={errors.fields.description}
            autoComplete="off"
            className="min-w-40 flex-1"
          />
        )}
      </div>
      <div className="flex justify-end gap-2">
        <Button size="sm" onPress={onCancel}>
          Cancel
        </Button>
        <Button
          size="sm"
          type="submit"
          variant="primary"
          isPending={isPending}
          isDisabled={name.trim() === "" || !/^#(?:[0-9a-f]{3}){1,2}$/i.test(color)}
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
