import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { cx } from "./cx";

export interface TabItem {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabItem[];
  selected?: string;
  onChange?: (id: string) => void;
  className?: string;
}

/** Panels of one place; for places with an address use links. */
export function Tabs({ label, tabs, selected, onChange, className }: TabsProps) {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onChange?.(String(key))}
      className={cx("flex min-h-0 flex-col", className)}
    >
      <TabList aria-label={label} className="flex gap-4 border-line border-b">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex min-h-8 cursor-pointer items-center gap-1.5 border-transparent border-b-2 px-0.5 font-medium text-fg-3 text-sm hover:text-fg data-[selected]:border-accent data-[selected]:text-fg"
          >
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="min-h-0 pt-3">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
