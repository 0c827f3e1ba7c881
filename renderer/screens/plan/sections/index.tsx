/** Every section of the editor. */
import type { ReactElement } from 'react';
import type { Shown } from '../editor.ts';
import { ConsensusSection } from './consensus.tsx';
import { ConsortiumSection } from './consortium.tsx';
import { CustodiansSection } from './custodians.tsx';
import { LedgerSection } from './ledger.tsx';
import { MembersSection } from './members.tsx';
import { OverviewSection } from './overview.tsx';
import { PeopleSection } from './people.tsx';
import { ProcedureSection } from './procedure.tsx';
import { RolesSection } from './roles.tsx';
import { RootsSection } from './roots.tsx';

export const sections: Readonly<Record<Shown, () => ReactElement>> = {
  review: OverviewSection,
  consortium: ConsortiumSection,
  roots: RootsSection,
  custodians: CustodiansSection,
  people: PeopleSection,
  procedure: ProcedureSection,
  ledger: LedgerSection,
  consensus: ConsensusSection,
  roles: RolesSection,
  members: MembersSection,
};
