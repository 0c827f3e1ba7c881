/** One opening of a secret field on the page, with the vault's real channel behind either transport and no browser. */

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FieldChannel, type Port } from '../../../main/vault/field-channel.ts';
import type { Ended } from '../../../main/vault/typed-text.ts';
import type { KeyPress, SecretField } from '../../../main/vault/field-protocol.ts';

/** What is used of renderer/secret/typing.ts, which is compiled with the types of a page. */
interface TypingModule {
  Typing: new (
    field: SecretField,
    show: (change: Partial<Shown>) => void,
  ) => {
    start(element: EventTarget): void;
    press(op: 'clear' | 'enter'): void;
    stop(): void;
  };
}
interface Shown {
  readonly phase: 'opening' | 'open' | 'taken' | 'failed';
  readonly count: number;
  readonly hint: string | undefined;
  readonly capsLock: boolean;
  readonly error: unknown;
}

const origin = 'app://rootseal';
const asking = { kind: 'open', who: 'c1', name: { en: 'c1', zh: 'c1' }, role: 'custodian' } as const;

/** The window of a page, as far as the field uses it. */
class Page extends EventTarget {
  readonly rootseal = { call: (name: string, request: unknown) => this.answer(name, request) };
  readonly asked: string[] = [];
  answer: (name: string, request: unknown) => Promise<unknown> = () => Promise.reject(new Error('not set'));

  /** A message of a window, ours unless said. */
  bring(data: unknown, ports: readonly unknown[], change: object = {}): void {
    this.dispatchEvent(Object.assign(new Event('message'), { source: this, origin, data, ports, ...change }));
  }
}

let page: Page;
let channel: FieldChannel;
let field: SecretField;
let given: Promise<Ended>;
const failures: string[] = [];
const close: (() => void)[] = [];

beforeEach(() => {
  page = new Page();
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', { origin });
  failures.length = 0;
  channel = new FieldChannel({
    emit: (event) => event.event === 'field' && event.field && (field = event.field),
    touch: () => undefined,
    fail: (error) => failures.push((error as { code: string }).code),
  });
  given = channel.ask(asking, () => undefined);
});
afterEach(() => {
  for (const one of close.splice(0)) one();
  vi.unstubAllGlobals();
});

/** Chromium's way: every press by the channel `secret.key`. */
function byCall(): void {
  page.answer = (name, request) => {
    page.asked.push(name);
    if (name === 'secret.open') return Promise.resolve({ ok: true, result: { transport: 'call' } });
    const press = request as KeyPress;
    return new Promise((resolve) =>
      channel.receive(press, (sealed) => resolve({ ok: true, result: { n: press.n, sealed } })),
    );
  };
}

/** Electron's: a port comes as a message of the window, before or after the answer. */
function byPort(bring: (send: () => void) => void): MessageChannel[] {
  const made: MessageChannel[] = [];
  page.answer = (name) => {
    page.asked.push(name);
    if (name !== 'secret.open') return Promise.reject(new Error(`${name} is not asked where there is a port`));
    const ends = new MessageChannel();
    made.push(ends);
    close.push(() => ends.port2.close());
    channel.attach(asElectrons(ends.port2), field.id);
    bring(() => page.bring({ type: 'vault-port', field: field.id }, [ends.port1]));
    return Promise.resolve({ ok: true, result: { transport: 'port' } });
  };
  return made;
}

const asElectrons = (port: MessagePort): Port => ({
  on: (_, listener) => port.on('message', (data: unknown) => listener({ data })),
  postMessage: (message) => port.postMessage(message),
  start: () => undefined,
  close: () => port.close(),
});

/** A field on the page: the element, what is shown of it. */
async function shown(of = field) {
  const { Typing } = (await import(
    String(new URL('../../../renderer/secret/typing.ts', import.meta.url))
  )) as TypingModule;
  const element = new EventTarget();
  let now: Partial<Shown> = {};
  const typing = new Typing(of, (change) => (now = { ...now, ...change }));
  typing.start(element);
  close.push(() => typing.stop());
  const key = (name: string, more: object = {}) => {
    const event = new Event('keydown', { cancelable: true });
    element.dispatchEvent(Object.assign(event, { key: name, keyCode: 0, getModifierState: () => false, ...more }));
    return event.defaultPrevented;
  };
  const at = (expected: Partial<Shown>) => expect.poll(() => now).toMatchObject(expected);
  return { typing, element, key, at, now: () => now };
}

const taken = async () => {
  const answer = await given;
  return 'typed' in answer ? Buffer.from(answer.typed).toString() : 'refused';
};

it.each([
  ['a call', byCall],
  ['a port that comes before the answer', () => byPort((bring) => bring())],
  ['a port that comes after the answer', () => byPort((bring) => setTimeout(bring, 50))],
])('types by %s', async (_, way) => {
  way();
  const { key, at } = await shown();
  await at({ phase: 'open', count: 0 });
  for (const char of 'Ab 9') expect(key(char)).toBe(true);
  await at({ count: 4 });
  key('Backspace');
  await at({ count: 3 });
  key('x');
  key('Enter');
  await at({ phase: 'taken', count: 0 });
  expect(await taken()).toBe('Ab x');
  expect(failures).toEqual([]);
});

it('keys before the field is open, and behind Enter, are not taken, and it says so', async () => {
  byCall();
  const { key, at } = await shown();
  key('a');
  await at({ phase: 'open', hint: 'wait', count: 0 });
  key('b');
  await at({ count: 1, hint: undefined });
  key('Enter');
  key('c');
  await at({ phase: 'taken', hint: 'wait' });
  expect(await taken()).toBe('b');
});

it('Enter on nothing leaves the field open', async () => {
  byCall();
  const { key, at } = await shown();
  await at({ phase: 'open' });
  key('Enter');
  await at({ phase: 'open', hint: 'empty' });
  key('a');
  await at({ count: 1, hint: undefined });
});

it('paste, drop and composition are refused, the browser keeps its own keys', async () => {
  byCall();
  const { key, element, at } = await shown();
  await at({ phase: 'open' });
  const refused = (name: string) => {
    const event = new Event(name, { cancelable: true });
    // Whoever looked at the clipboard would be seen.
    Object.defineProperty(event, 'clipboardData', { get: () => expect.unreachable('the clipboard was looked at') });
    element.dispatchEvent(event);
    return event.defaultPrevented;
  };
  for (const [name, hint] of [
    ['paste', 'pasted'],
    ['compositionstart', 'composed'],
    ['drop', 'pasted'],
    ['beforeinput', 'composed'],
  ] as const) {
    expect(refused(name)).toBe(true);
    await at({ hint, count: 0 });
  }
  expect(key('Tab')).toBe(false);
  expect(key('v', { ctrlKey: true })).toBe(false);
  expect(key('é')).toBe(true);
  await at({ hint: 'foreign', count: 0 });
});

it('the buttons clear and submit', async () => {
  byCall();
  const { typing, key, at } = await shown();
  await at({ phase: 'open' });
  for (const char of 'wrong') key(char);
  typing.press('clear');
  await at({ count: 0 });
  key('r');
  typing.press('enter');
  expect(await taken()).toBe('r');
});

it('Caps Lock is told of', async () => {
  byCall();
  const { key, at } = await shown();
  await at({ phase: 'open' });
  key('A', { getModifierState: (name: string) => name === 'CapsLock' });
  await at({ capsLock: true, count: 1 });
  key('a');
  await at({ capsLock: false, count: 2 });
});

it('takes a port from nobody but this window, for this field', async () => {
  const ends = byPort(() => undefined);
  const { at } = await shown();
  await expect.poll(() => ends.length).toBe(1);
  const bad = new MessageChannel();
  const heard: unknown[] = [];
  bad.port2.on('message', (data) => heard.push(data));
  close.push(() => bad.port2.close());
  const ours = { type: 'vault-port', field: field.id };
  page.bring(ours, [bad.port1], { origin: 'https://elsewhere.invalid' });
  page.bring(ours, [bad.port1], { source: new Page() });
  page.bring({ ...ours, field: 'aa' }, [bad.port1]);
  page.bring({ ...ours, type: 'port' }, [bad.port1]);
  page.bring(ours, []);
  await new Promise((resolve) => setTimeout(resolve, 100));
  page.bring(ours, [ends[0]!.port1]);
  await at({ phase: 'open' });
  expect(heard).toEqual([]);
});

it('a page that shows the field twice gives each its own port', async () => {
  byPort((bring) => setTimeout(bring, 30));
  const first = await shown();
  first.typing.stop();
  const { key, at } = await shown();
  await at({ phase: 'open' });
  key('a');
  await at({ count: 1 });
  key('Enter');
  expect(await taken()).toBe('a');
  expect(page.asked).toEqual(['secret.open', 'secret.open']);
  expect(first.now()).toMatchObject({ phase: 'opening' });
});

it('says that the way to the vault was lost, and what is typed then is not taken', async () => {
  byCall();
  const { key, at } = await shown();
  await at({ phase: 'open' });
  const refusal = { ok: false, code: 'VAULT-ENDED', text: { en: 'ended', zh: '已结束' } };
  page.answer = () => Promise.resolve(refusal);
  key('a');
  await at({ phase: 'failed', count: 0, error: expect.objectContaining({ code: 'VAULT-ENDED' }) });
  key('b');
  await at({ phase: 'failed', hint: 'wait' });
});

it('a port that closes is a way that was lost', async () => {
  const ends = byPort((bring) => bring());
  const { key, at } = await shown();
  await at({ phase: 'open' });
  key('a');
  await at({ count: 1 });
  ends[0]!.port2.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  key('b');
  await at({ phase: 'failed', count: 0 });
});

it('a port that closes under a press is one too', async () => {
  const ends = byPort((bring) => bring());
  const { key, at } = await shown();
  await at({ phase: 'open' });
  // The vault is gone between the press and its answer.
  channel.receive = () => ends[0]!.port2.close();
  key('a');
  await at({ phase: 'failed' });
});

it('a field that has closed meanwhile is at its end', async () => {
  byCall();
  const { key, at } = await shown();
  await at({ phase: 'open' });
  given.catch(() => undefined);
  channel.close();
  key('a');
  await at({ phase: 'taken', count: 0 });
});
