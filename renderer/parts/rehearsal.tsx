/** The band over every screen of a rehearsal: striped, worded, and heard. No one takes it for the real thing. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './rehearsal.css';

export function RehearsalRibbon(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="rehearsal" role="note">
      <strong>{t('common.rehearsal.word')}</strong>
      <span>{t('common.rehearsal.say')}</span>
    </div>
  );
}
