/** Another consortium than the one that is chosen: the closed ones of the list, or a folder. */
import { useState, type ReactElement } from 'react';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useAsked } from '../../state/asking.ts';

export interface HomeChoicesProps {
  readonly dir: string | undefined;
  /** What the button to any folder says, and what its browser is called. */
  readonly folder: string;
  readonly title: string;
  readonly onChange: (dir: string) => void;
}

export function HomeChoices({ dir, folder, title, onChange }: HomeChoicesProps): ReactElement {
  const text = useText();
  const { reply } = useAsked('homes.list', {});
  const [browsing, setBrowsing] = useState(false);
  const others = (reply?.homes ?? []).filter((home) => home.dir !== dir && home.state === 'closed');
  return (
    <>
      <div className="row">
        {others.map((home) => (
          <Button key={home.dir} small onPress={() => onChange(home.dir)}>
            {home.name ? text(home.name) : lastOf(home.dir)}
          </Button>
        ))}
        <Button small icon="folder" onPress={() => setBrowsing(true)}>
          {folder}
        </Button>
      </div>
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="folder"
        title={title}
        onChoose={onChange}
      />
    </>
  );
}
