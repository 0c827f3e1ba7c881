/** The folder on the medium and the consortium that were chosen last: they stay while screens come and go. */
import { store } from '../../state/store.ts';

export interface Chosen {
  readonly folder?: string;
  readonly at?: string;
}

export const chosen = store<Chosen>({});
