import type { Theme } from "@treasury-plane/api/types";
import { useUpdatePreferences } from "@treasury-plane/kit/shell/use-preferences";
import { THEME_NAMES } from "@treasury-plane/kit/theme/theme";
import { Button } from "@treasury-plane/ui/Button";
import { RadioGroup } from "@treasury-plane/ui/RadioGroup";
import { Switch } from "@treasury-plane/ui/Switch";
import { ui } from "../../app/ui-store";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useMe } from "../../layouts/use-me";

const THEMES = (Object.keys(THEME_NAMES) as Theme[]).map((id) => ({
  id,
  label: THEME_NAMES[id],
  ...(id === "system" ? { description: "Follows the settings of this computer." } : {}),
}));

/** `/settings/preferences` */
export default function PreferencesPage() {
  const { preferences } = useMe();
  const update = useUpdatePreferences();
  return (
    <SettingsPage
      title="Preferences"
      description="Kept with your account, the same on every device."
    >
      <SettingsCard title="Appearance">
        <RadioGroup
          label="Theme"
          options={THEMES}
          value={preferences.theme}
          onChange={(theme) => update({ theme })}
        />
      </SettingsCard>
      <SettingsCard title="Keyboard">
        <div className="flex flex-col gap-4">
          <Switch
            isSelected={preferences.single_key_shortcuts}
            onChange={(isOn) => update({ single_key_shortcuts: isOn })}
            description="Letters without Ctrl or Command, such as C for a new work item. Switch off if they get in the way of speech input or another tool."
          >
            Single-key shortcuts
          </Switch>
          <Button className="self-start" onPress={ui.openSheet}>
            Show all shortcuts
          </Button>
        </div>
      </SettingsCard>
    </SettingsPage>
  );
}
