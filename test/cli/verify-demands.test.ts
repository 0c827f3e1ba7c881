/** What people owed the ceremony, as its log tells it: who confirmed, the room, the quorums that were tried. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../main/core/audit/entry.ts';
import type { Json } from '../../main/core/encoding/jcs.ts';
import { type JsonObject, base, doneEntry, edit, forged, plan, refusal } from './forged.ts';

const confirms = (step: string) => (entry: Entry) => entry.kind === 'confirmation' && entry.data['step'] === step;
const others = (which: (entry: Entry) => boolean) => (all: Entry[]) =>
  // An entry of no meaning in the place of each, so that what later entries say of places stays true.
  all.map((entry) => (which(entry) ? { ...entry, kind: 'answers.used', data: { real: true } } : entry));

describe('confirmations', () => {
  it('of the true ceremony are all there', () => {
    expect(refusal(base)).toBe('accepted');
  });

  it.each(['agree-plan', 'hand-out', 'check-shares', 'genesis', 'sign', 'close'])(
    'of %s by nobody are refused',
    async (step) => {
      expect(await forged({ entries: others(confirms(step)) })).toBe('STEP-CONFIRMATION log/');
    },
  );

  it('by one person where the plan demands two, or by one and somebody of no plan, are refused', async () => {
    expect(plan.dualControl).toContain('sign');
    const second = (entry: Entry) => confirms('sign')(entry) && entry.data['who'] !== plan.people.administrators[0];
    expect(await forged({ entries: others(second) })).toBe('STEP-DUAL-CONTROL log/');
    const stranger = edit(second, (data) => ({ ...data, who: 'nobody' }));
    expect(await forged({ entry: stranger })).toBe('VERIFY-ENTRY log/');
  });
});

describe('the room of a real ceremony', () => {
  const [one, two] = [plan.people.administrators[0]!, plan.people.operator];
  const inRoom = (change: (data: JsonObject) => JsonObject, by: string[] = []) =>
    forged({
      entries: (all) =>
        all.map((entry) => {
          if (entry.kind === 'room.facts') return { ...entry, data: change(entry.data) };
          if (entry.kind !== 'answers.used' || by.length === 0) return entry;
          return { ...entry, kind: 'exception', data: { rule: 'ROOM-FOLDER', reason: 'no other medium', by } };
        }),
    });
  const finding = (data: JsonObject) => ({
    ...data,
    findings: [{ rule: 'ROOM-FOLDER', level: 'error', en: 'x', zh: 'x' }],
  });
  const open = (data: JsonObject) => {
    const facts = data['facts'] as JsonObject;
    return { ...data, facts: { ...facts, folder: { path: '/x', readableByOthers: true } } };
  };

  it('that was unfit is refused, by its findings as by its facts', async () => {
    expect(await inRoom(finding)).toBe('VERIFY-ROOM log/');
    expect(await inRoom(open)).toBe('VERIFY-ROOM log/');
  });

  it('is accepted when two people of the plan answered for it, and not when one did', async () => {
    expect(await inRoom(open, [one, two])).toBe('accepted');
    expect(await inRoom(open, [one, one])).toBe('VERIFY-ROOM log/');
    expect(await inRoom(open, [one, 'nobody'])).toBe('VERIFY-ROOM log/');
  });
});

describe('the quorums tried at the founding', () => {
  const quorums = (value: Json) => forged(doneEntry('found', (data) => ({ ...data, quorums: value })));

  it('are some, or all that the plan gives', async () => {
    expect(await quorums({ checked: 10, total: '10', all: true })).toBe('accepted');
    expect(await quorums({ checked: 4, total: '10', all: false })).toBe('accepted');
  });

  it.each([
    { checked: 0, total: '10', all: false },
    { checked: 9, total: '10', all: true },
    { checked: 1, total: '1', all: true },
  ])('$checked of $total, all: $all, is refused', async (value) => {
    expect(await quorums(value)).toBe('VERIFY-QUORUMS log/');
  });
});

it('an entry of an unknown kind is refused', async () => {
  const noted = (all: Entry[]) => [...all, { ...all.at(-1)!, kind: 'noted', data: {} }];
  expect(await forged({ entries: noted })).toBe('VERIFY-ENTRY log/');
});
