/**
 * The band over every screen of a rehearsal: striped, worded in both languages whatever is spoken, and heard. No one in
 * the room takes it for the real thing.
 */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './rehearsal.css';

export function RehearsalRibbon(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="rehearsal" role="note">
      <strong>
        <span lang="zh-CN">演练</span> <span lang="en">Rehearsal</span>
      </strong>
      <span>{t('common.rehearsal.say')}</span>
    </div>
  );
}
