/** Parts of a screen that are looked at one at a time. */
import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import './tabs.css';

export interface TabView {
  readonly id: string;
  readonly name: string;
  /** How many there are, after the name. */
  readonly count?: number;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabView[];
  readonly first?: string | undefined;
}

export function Tabs({ label, tabs, first }: TabsProps): ReactElement {
  const known = tabs.some(({ id }) => id === first);
  return (
    <AriaTabs className="tabs" {...(known && first !== undefined ? { defaultSelectedKey: first } : {})}>
      <TabList className="tabs-list" aria-label={label}>
        {tabs.map(({ id, name, count }) => (
          <Tab className="tab" id={id} key={id}>
            {name}
            {count !== undefined && <span className="tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel className="tab-panel" id={id} key={id}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
