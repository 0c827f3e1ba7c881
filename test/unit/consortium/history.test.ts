/** What the versions of a register tell of each member. */

import { expect, it } from 'vitest';
import { keyId } from '../../../main/core/consortium/application.ts';
import type { Change } from '../../../main/core/consortium/change.ts';
import { historyOf } from '../../../main/core/consortium/history.ts';
import { propose, rebuild } from '../../../main/core/consortium/proposal.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { application, offered, register, wish } from './kit.ts';

const after = (on: Register, change: Change): Register => rebuild(on, propose(on, wish(change)));

it('tells who joined, which keys came and went, which role changed, and who left', () => {
  const joining = application('carrier');
  const known = joining.keys[0]!;
  const joined = after(register(), { kind: 'admit', application: joining });
  const changes: Change[] = [
    { kind: 'admit', application: joining },
    {
      kind: 'keys',
      member: 'carrier',
      add: [offered('carrier', 'carrier fresh', joined)],
      revoke: [{ key: keyId(known), reason: 'lost' }],
    },
    { kind: 'role', member: 'carrier', role: 'lab' },
    { kind: 'remove', member: 'carrier', reason: 'sold' },
  ];
  const versions = changes.reduce<Register[]>((all, change) => [...all, after(all.at(-1)!, change)], [register()]);
  const events = historyOf(versions).filter(({ member }) => member === 'carrier');
  expect(events.map(({ version, text }) => `${String(version)} ${text.en}`)).toEqual([
    '2 joined as carrier',
    `3 key ${keyId(known).slice(0, 12)} revoked: lost`,
    expect.stringMatching(/^3 key [0-9a-f]{12} for participant$/),
    '4 role lab, before carrier',
    '5 left: sold',
  ]);
  for (const { text } of events) expect(text.zh).toMatch(/[一-鿿]/);
  expect(historyOf(versions).filter(({ member }) => member === 'brand')).toHaveLength(1);
});
