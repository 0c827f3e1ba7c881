/** The example's consortium, made small: three custodians at the lowest work factor, any two of whom restore one root. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const example = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../examples/traceability/${name}`, import.meta.url)), 'utf8');

interface ExamplePlan {
  readonly roots: readonly object[];
  readonly custodians: readonly object[];
  readonly members: readonly { id: string }[];
}

export function examplePlan(): object {
  const plan = JSON.parse(example('plan.json')) as ExamplePlan;
  return {
    ...plan,
    roots: plan.roots.slice(0, 1),
    threshold: 2,
    custodians: plan.custodians.slice(0, 3).map((one) => ({ ...one, seal: { kind: 'passphrase', workFactor: 14 } })),
    entropy: {},
    members: plan.members.map((member) => {
      if (member.id === 'carrier') return { ...member, key: { public: example('carrier.pub').trim() } };
      return member.id === 'lab' ? { ...member, holder: 'c2' } : member;
    }),
  };
}

export function exampleAnswers(): object {
  return JSON.parse(example('answers.json')) as object;
}
