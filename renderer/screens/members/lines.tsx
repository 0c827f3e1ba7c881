/** What a proposal changes, line by line; the sign is heard as a word. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../preload/contract/members.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import './members.css';

const heard = { '+': 'members.coming', '-': 'members.going', '!': 'members.looked' } as const;
const tones = { '+': 'in', '-': 'out', '!': 'look', ' ': 'is' } as const;

export function Lines({ lines }: { readonly lines: readonly LineView[] }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { named } = useFormat();
  return (
    <ul className="members-lines">
      {lines.map(({ sign, text: said }, at) => (
        <li key={at} data-sign={tones[sign]}>
          <span aria-hidden="true">{sign}</span>
          <span>
            {sign !== ' ' && <span className="heard">{named(t(heard[sign]), '')} </span>}
            {text(said)}
          </span>
        </li>
      ))}
    </ul>
  );
}
