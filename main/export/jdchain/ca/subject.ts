/** Distinguished names as people write them: `O=JD,OU=PEER,CN=node4`. JD Chain reads the roles of a certificate from its OUs. */

import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import { rehearsalMark } from '../../../core/ceremony/plan.ts';
import { refuse } from '../../../core/rules.ts';
import { jdchainRules } from '../rules.ts';
import type { CertificateRole } from './roles.ts';

const types = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  E: '1.2.840.113549.1.9.1',
} as const;
type Type = keyof typeof types;

export type Subject = readonly (readonly [type: string, value: string])[];

/** Throws JDCHAIN-CERT-SUBJECT. An OU is not given here: it is the role, and follows from what the certificate is for. */
export function parseSubject(text: string): Subject {
  const parts = text.split(',').map((part) => part.trim());
  return parts.map((part) => {
    const at = part.indexOf('=');
    const type = at < 0 ? '' : part.slice(0, at).trim().toUpperCase();
    return demandPart([type, part.slice(at + 1).trim()], '--subject');
  });
}

function demandPart([type = '', value = '']: readonly string[], what: string): readonly [string, string] {
  const good = Object.hasOwn(types, type) && type !== 'OU' && /^[^\p{Cc}\p{Cf}]{1,64}$/u.test(value);
  const country = type !== 'C' || /^[A-Z]{2}$/.test(value);
  const mail = type !== 'E' || /^[\x21-\x7e]+$/.test(value);
  if (good && country && mail) return [type, value];
  throw refuse(jdchainRules, 'JDCHAIN-CERT-SUBJECT', { value: `${type}=${value}` }, { subject: what });
}

/** What of a request's subject a certificate takes over: all but its OUs. Throws JDCHAIN-CERT-SUBJECT for what has no name here. */
export const withoutRoles = (subject: Subject, what: string): Subject =>
  subject.filter(([type]) => type !== 'OU').map((part) => demandPart(part, what));

const longest = 64;

/** The name in the certificate of a key that is made in a ceremony. */
export const memberSubject = (id: string, organisation: string): Subject => [
  ['O', Array.from(organisation.replaceAll(/[,=]/g, ' ')).slice(0, longest).join('')],
  ['CN', id],
];

/** A subject that nobody can take for a real one. */
export function markedSubject(subject: Subject): Subject {
  const named = subject.some(([type]) => type === 'CN') ? subject : [...subject, ['CN', 'root'] as const];
  return named.map(([type, value]) =>
    type === 'CN'
      ? ([
          type,
          Array.from(rehearsalMark + value)
            .slice(0, longest)
            .join(''),
        ] as const)
      : ([type, value] as const),
  );
}

function valueOf(type: Type, value: string): AttributeValue {
  if (type === 'C') return new AttributeValue({ printableString: value });
  return new AttributeValue(type === 'E' ? { ia5String: value } : { utf8String: value });
}

export function nameOf(subject: Subject, roles: readonly CertificateRole[]): Name {
  const all = [...roles.map((role) => ['OU', role] as const), ...subject];
  return new Name(
    all.map(([type, value]) => {
      const known = type as Type;
      return new RelativeDistinguishedName([
        new AttributeTypeAndValue({ type: types[known], value: valueOf(known, value) }),
      ]);
    }),
  );
}

/** Types that have no name here keep their number. */
export function subjectIn(name: Name): Subject {
  const called = (oid: string) => Object.entries(types).find(([, known]) => known === oid)?.[0] ?? oid;
  return [...name].flatMap((part) => [...part].map(({ type, value }) => [called(type), value.toString()] as const));
}

export const subjectText = (subject: Subject): string => subject.map((part) => part.join('=')).join(', ');

export const rolesIn = (subject: Subject): string[] =>
  subject.filter(([type]) => type === 'OU').map(([, value]) => value);
