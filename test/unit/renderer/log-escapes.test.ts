/** What an entry shows cannot be reordered or hidden by what somebody typed into it. */
import { expect, it } from 'vitest';
import { asEscapes } from '../../../renderer/screens/log/escapes.ts';

it('shows what acts on a screen as the escape that JSON has for it, and the rest as it is', () => {
  const entry = JSON.stringify({ reason: 'a\u202Eb\u200B\u2066\u2028\u0085\u{E0041}', name: '王芳 é ✓ 😀' });
  const shown = asEscapes(entry);
  expect(shown).toBe('{"reason":"a\\u202eb\\u200b\\u2066\\u2028\\u0085\\udb40\\udc41","name":"王芳 é ✓ 😀"}');
  expect(JSON.parse(shown)).toEqual(JSON.parse(entry));
});
