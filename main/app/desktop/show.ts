/** A consortium in full, from its plan, its log and what lies in its folder; and an exception written into its log. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { encodeResolvedPlan, planHash, type ResolvedPlan } from '../../core/ceremony/plan.ts';
import { stateOf } from '../../core/ceremony/steps.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { parseGenesis } from '../../export/jdchain/genesis-parse.ts';
import { addException } from '../exception.ts';
import { listFiles } from '../files.ts';
import { genesisOf } from '../genesis.ts';
import type { Home } from '../home.ts';
import { type Told, madeRoots, receiptsOf, textOf } from '../receipts.ts';
import { reviewOf } from '../review.ts';
import type { HomeViews } from './homes.ts';
import type { Logs, OpenLog } from './logs.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';

type Shown = ReplyOf<'ceremony.show'>;

export function showHandlers(logs: Logs, views: HomeViews): Pick<Handlers, 'ceremony.show' | 'ceremony.exception'> {
  return {
    'ceremony.show': async ({ dir }) => logs.open(fullPath(dir), (log) => shown(log, logs, views)),
    'ceremony.exception': async ({ dir, exception }) => ({ entry: addException(fullPath(dir), exception).entry }),
  };
}

function shown(log: OpenLog, logs: Logs, views: HomeViews): Shown {
  const { home, plan } = log;
  const entries = logs.entries(log);
  const told: Told = { plan, journal: { entries: () => entries } };
  return {
    home: views.viewOf(log),
    plan: fromUtf8(encodeResolvedPlan(plan)),
    planHash: hashView(planHash(plan)),
    roots: rootsOf(told),
    genesis: genesisLines(told, home),
    txHash: textOf(receiptsOf(told.journal, 'genesis')['txHash']),
    ledgerHash: textOf(receiptsOf(told.journal, 'sign')['ledgerHash']),
    exceptions: stateOf(entries).exceptions.map(({ by, ...one }) => ({ ...one, by: [...by] })),
    shares: sharesIn(home, plan),
    sets: listFiles(home.path('public', 'share-sets')).map((name) => home.path('public', 'share-sets', name)),
    people: peopleOf(plan),
  };
}

/** The root keys that were made; none before the founding. */
function rootsOf({ plan, journal }: Told): Shown['roots'] {
  return madeRoots(journal).map(({ id, suite, fingerprint }) => {
    const { hex, groups } = hashView(fromHex(fingerprint, id));
    const purpose = plan.roots.find((root) => root.id === id)?.purpose ?? '';
    return { id, suite, purpose, fingerprint: hex, groups };
  });
}

/** Known as soon as the plan is agreed on and every member's key is there: after the founding. */
function genesisLines(told: Told, home: Home): Shown['genesis'] {
  if (receiptsOf(told.journal, 'found')['members'] === undefined) return [];
  return reviewOf(parseGenesis(genesisOf(told, (path) => home.read(path)).content)).map(
    ({ field, value, unusual }) => ({
      field,
      value,
      ...(unusual && { unusual }),
    }),
  );
}

/** Shares go to their holders; what is left in the home is told. */
function sharesIn(home: Home, { custodians }: ResolvedPlan): Shown['shares'] {
  return custodians
    .map(({ id }) => ({ custodian: id, file: join(home.dir, 'shares', `${id}.age`) }))
    .filter(({ file }) => existsSync(file));
}

export function peopleOf({ people, custodians }: ResolvedPlan): Shown['people'] {
  const all = [
    ...Object.entries(people.names).map(([id, name]) => ({ id, name: { ...name } })),
    ...custodians.map(({ id, name }) => ({ id, name: { ...name } })),
  ];
  return all.filter(({ id }, i) => all.findIndex((one) => one.id === id) === i);
}
