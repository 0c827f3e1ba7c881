/** The new folder that becomes the home of the consortium. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { joined, nameFault } from '../../parts/paths.ts';
import { TextField } from '../../parts/text-field.tsx';

export interface NewFolder {
  /** The folder in which it is made. */
  readonly inside: string | undefined;
  readonly name: string;
}

export const pathOf = ({ inside = '', name }: NewFolder): string => joined(inside, name.trim());

export interface FolderCardProps {
  readonly folder: NewFolder;
  readonly onChange: (part: Partial<NewFolder>) => void;
}

export function FolderCard({ folder, onChange }: FolderCardProps): ReactElement {
  const { t } = useTranslation();
  const { inside, name } = folder;
  const bad = name !== '' && nameFault(name) !== undefined;
  return (
    <Card title={t('ceremony.begin.folder')}>
      <div className="stack">
        <PathField
          label={t('ceremony.begin.folderIn')}
          title={t('ceremony.begin.folderTitle')}
          mode="folder"
          value={inside}
          onChange={(path) => onChange({ inside: path })}
        />
        <TextField
          label={t('ceremony.begin.folderName')}
          help={t('ceremony.begin.folderHelp')}
          value={name}
          onChange={(next) => onChange({ name: next })}
          error={bad ? t('ceremony.begin.folderBad') : undefined}
          mono
          maxLength={200}
        />
        {inside !== undefined && name !== '' && !bad && (
          <p className="small muted wrap">{t('ceremony.begin.folderIs', { dir: pathOf(folder) })}</p>
        )}
      </div>
    </Card>
  );
}
