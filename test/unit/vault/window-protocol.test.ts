/** The sealed keys of a window under attack and after a page was lost, and the port that Electron has for them. */

import { EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { KeyAnswer, KeyPress, SecretField, Vault } from '../../../main/vault/client.ts';
import { FieldChannel, type Port } from '../../../main/vault/field-channel.ts';
import type { VaultProcess } from '../../../main/vault/launch.ts';
import { mainOfVault } from '../../../main/vault/parent.ts';
import type { VaultEvent } from '../../../main/vault/protocol.ts';
import { Vault as RunningVault } from '../../../main/vault/running.ts';
import { SealedField } from '../../../renderer/secret/seal.ts';
import { press, Typist } from '../../support/typist.ts';
import { answers, cleanUp, codeOf, foundInput, open, smallPlan } from './room.ts';
import { type Window, openWindow, typeAll } from './window.ts';

const opened: Vault[] = [];
afterEach(() => {
  for (const vault of opened.splice(0)) vault.kill();
});
afterAll(cleanUp);

/** A founding with its first field open, and what becomes of it. */
async function founding(): Promise<Window & { field: SecretField; ended: Promise<string> }> {
  const window = await openWindow('found');
  opened.push(window.vault);
  const ended = codeOf(window.vault.request('found', foundInput(smallPlan(true))));
  return { ...window, field: await window.next(), ended };
}

const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('a key that is not the next one ends the vault', () => {
  type Attack = (passed: readonly KeyPress[]) => object;
  const last = (passed: readonly KeyPress[]) => passed.at(-1)!;
  const attacks: Readonly<Record<string, Attack>> = {
    'the last one again': last,
    'an earlier one again': (passed) => passed[1]!,
    'the hello again': (passed) => passed[0]!,
    'one left out': (passed) => ({ ...last(passed), n: passed.length + 1 }),
    'the number of the next one on an old one': (passed) => ({ ...last(passed), n: passed.length }),
    'one that was altered': (passed) => ({ ...last(passed), n: passed.length, sealed: flipped(last(passed).sealed) }),
    'a page key in the middle': (passed) => ({ ...last(passed), n: passed.length, page: passed[0]!.page! }),
    'a new beginning without a page key': (passed) => ({
      field: last(passed).field,
      n: 0,
      sealed: last(passed).sealed,
    }),
    'a page key that it was not sealed with': (passed) => ({ ...passed[0]!, page: flipped(passed[0]!.page!) }),
    'a page key of low order': (passed) => ({ ...passed[0]!, page: '00'.repeat(32) }),
    'another length': (passed) => ({ ...last(passed), n: passed.length, sealed: '00'.repeat(21) }),
    'another shape': (passed) => ({ ...last(passed), n: passed.length, more: 1 }),
  };

  it.each(Object.entries(attacks))('%s', async (_, attack) => {
    const { vault, typist, field, ended, heard } = await founding();
    const page = await typist.open(field);
    expect(await press(page, 'abc')).toMatchObject({ count: 3 });
    const child = (vault as unknown as { child: VaultProcess }).child;
    child.send({ key: attack(typist.passed) });
    expect(await ended).toBe('VAULT-PROTOCOL');
    expect(await codeOf(page.press('enter'))).toBe('VAULT-PROTOCOL');
    expect(heard.at(-1)).toMatch(/VAULT-PROTOCOL.*key/);
  });

  it('a press that is none, though it is well sealed', async () => {
    const { typist, field, ended } = await founding();
    const page = await typist.open(field);
    page.press('character', 0x1f).catch(() => undefined);
    expect(await ended).toBe('VAULT-PROTOCOL');
  });

  it('a key for a vault that has no window', async () => {
    const vault = await open('answers', answers());
    opened.push(vault);
    const key = vault.key({ field: '00', n: 0, page: '00'.repeat(32), sealed: '00'.repeat(20) });
    expect(await codeOf(key)).toBe('VAULT-PROTOCOL');
  });
});

describe('a page that is loaded anew', () => {
  it('finds the field empty, and what it types then counts', async () => {
    const { typist, field, next } = await founding();
    const lost = await typist.open(field);
    expect(await press(lost, 'half of it')).toMatchObject({ count: 10 });
    const page = await typist.open(field);
    expect(await press(page, 'whole')).toMatchObject({ count: 5, state: 'open' });
    expect(await page.press('enter')).toMatchObject({ state: 'taken' });
    expect(await typist.type(await next(), 'whole')).toMatchObject({ state: 'taken' });
    expect(await next()).toMatchObject({ kind: 'choose', who: 'c2' });
  });

  it('the page before it is heard no more: a key of it ends the vault', async () => {
    const { typist, field, ended } = await founding();
    const lost = await typist.open(field);
    await typist.open(field);
    lost.press('character', 0x61).catch(() => undefined);
    expect(await ended).toBe('VAULT-PROTOCOL');
  });

  it('too late for a field that has closed, it is told so, and nothing happens', async () => {
    const { typist, field, next } = await founding();
    await typist.type(field, 'a');
    const second = await next();
    const late = await typist.open(field);
    expect(await late.press('character', 0x61)).toMatchObject({ state: 'closed' });
    expect(await typist.type(second, 'a')).toMatchObject({ state: 'taken' });
    expect(await next()).toMatchObject({ who: 'c2' });
  });
});

describe('every opening of a field', () => {
  it('has an id and keys of its own, and all messages have one size', async () => {
    const window = await founding();
    const { typist, field, heard } = window;
    await typist.type(field, 'a b');
    const again = await window.next();
    await typist.type(again, 'a b');
    expect(new Set([field.id, again.id, field.key, again.key]).size).toBe(4);
    const { passed } = typist;
    expect(new Set(passed.map(({ sealed }) => sealed)).size).toBe(passed.length);
    expect(new Set(passed.map(({ sealed }) => sealed.length))).toEqual(new Set([40]));
    const keyed = heard.filter((message) => message.includes('"keyed"'));
    expect(keyed).toHaveLength(passed.length);
    expect(new Set(keyed.map((message) => /"sealed":"(\w*)"/.exec(message)![1]!.length))).toEqual(new Set([48]));
  });

  it('answers as main hears them belong to keys that were sent', async () => {
    const { child, say } = fakeProcess();
    const running = new RunningVault(child, false);
    const key = running.key({ field: 'aa', n: 3, sealed: '00' });
    say({ event: 'keyed', field: 'aa', n: 4, sealed: '' });
    expect(await codeOf(key)).toBe('VAULT-PROTOCOL');
    expect(await codeOf(running.request('finish', {}))).toBe('VAULT-PROTOCOL');
  });
});

/** A process that says what a test says. */
function fakeProcess(port?: VaultProcess['port']) {
  const events = new EventEmitter();
  const child: VaultProcess = {
    pid: undefined,
    send: () => undefined,
    onMessage: (listener) => void events.on('message', listener),
    onStderr: () => undefined,
    onEnd: (listener) => void events.on('end', listener),
    kill: () => void events.emit('end'),
    ...(port && { port }),
  };
  return { child, say: (message: unknown) => events.emit('message', message), end: () => events.emit('end') };
}

describe('a port', () => {
  it('goes to the process that has such things, with its field; when it ends no field is open', () => {
    const ports: unknown[] = [];
    const fields: unknown[] = [];
    const { child, say, end } = fakeProcess((port, field) => ports.push([port, field]));
    const vault = new RunningVault(child, false, { onField: (field) => fields.push(field?.id) });
    const field = {
      id: 'aa',
      kind: 'open',
      who: 'c1',
      name: { en: '', zh: '' },
      role: 'custodian',
      key: '00'.repeat(32),
    };
    say({ event: 'field', field });
    expect(vault.attachPort('a port', 'aa')).toBe(true);
    end();
    expect(vault.attachPort('a port', 'aa')).toBe(false);
    expect([ports, fields]).toEqual([[['a port', 'aa']], ['aa', undefined]]);
    expect(new RunningVault(fakeProcess().child, false).attachPort('a port', 'aa')).toBe(false);
  });

  it('carries the same sealed keys; the newest one alone is listened to', async () => {
    const { channel, fields, failures, touched } = channelWithFields();
    const asked = channel.ask(asking, () => undefined);
    const [field] = fields as [SecretField];
    const before = pageWith(channel, field);
    expect(await press(await before.typist.open(field), 'old')).toMatchObject({ count: 3 });
    expect(touched()).toBe(before.typist.passed.length);
    const closed = once(before.port, 'close');
    const page = pageWith(channel, field);
    expect(await page.typist.type(field, 'over a port')).toMatchObject({ state: 'taken' });
    const given = await asked;
    expect('typed' in given && Buffer.from(given.typed).toString()).toBe('over a port');
    expect(failures).toEqual([]);
    await closed;
    page.port.close();
  });

  it('with anything else on it ends the vault', async () => {
    const { channel, fields, failures } = channelWithFields();
    void channel.ask(asking, () => undefined);
    const { port } = pageWith(channel, (fields as [SecretField])[0]);
    port.postMessage({ n: 0, sealed: 'no hex' });
    await expect.poll(() => failures).toEqual(['VAULT-PROTOCOL']);
    port.close();
  });

  it('comes to a vault that is a utility process with the field that it belongs to', async () => {
    const parent = new EventEmitter();
    const posted: unknown[] = [];
    Object.assign(process, { parentPort: Object.assign(parent, { postMessage: (m: unknown) => posted.push(m) }) });
    const main = mainOfVault();
    Reflect.deleteProperty(process, 'parentPort');
    const heard: unknown[] = [];
    main.onMessage((message) => heard.push(message));
    main.onPort((message, port) => heard.push([message, port]));
    parent.emit('message', { data: { id: 0 }, ports: [] });
    parent.emit('message', { data: { port: 'aa' }, ports: ['a port'] });
    expect(heard).toEqual([{ id: 0 }, [{ port: 'aa' }, 'a port']]);
    await new Promise<void>((resolve) => main.send({ event: 'field', field: null }, resolve));
    expect(posted).toEqual([{ event: 'field', field: null }]);
  });
});

const asking = { kind: 'open', who: 'c1', name: { en: 'c1', zh: 'c1' }, role: 'custodian' } as const;

function channelWithFields() {
  const fields: (SecretField | null)[] = [];
  const failures: string[] = [];
  let touches = 0;
  const channel = new FieldChannel({
    emit: (event: VaultEvent) => event.event === 'field' && fields.push(event.field),
    touch: () => (touches += 1),
    fail: (error) => failures.push((error as { code: string }).code),
  });
  return { channel, fields, failures, touched: () => touches };
}

/** A page at the other end of a port: Node's has other events than Electron's. */
function pageWith(channel: FieldChannel, field: SecretField) {
  const { port1, port2 } = new MessageChannel();
  channel.attach(asElectrons(port1), field.id);
  const send = ({ n, page, sealed }: KeyPress) =>
    new Promise<KeyAnswer>((resolve) => {
      port2.once('message', resolve);
      port2.postMessage({ n, sealed, ...(page !== undefined && { page }) });
    });
  return { typist: new Typist(send), port: port2 };
}

const asElectrons = (port: MessagePort): Port => ({
  on: (_, listener) => port.on('message', (data: unknown) => listener({ data })),
  postMessage: (message) => port.postMessage(message),
  start: () => undefined,
  close: () => port.close(),
});

describe('what was typed is zeroed', () => {
  const typeInto = async (channel: FieldChannel, field: SecretField, text: string) => {
    const typist = new Typist(
      (key) => new Promise((resolve) => channel.receive(key, (sealed) => resolve({ n: key.n, sealed }))),
    );
    const page = await typist.open(field);
    await press(page, text);
    return page;
  };
  type Inside = { opening?: { text: { bytes: Uint8Array }; keys: { secret: Uint8Array } } };
  const inside = (channel: FieldChannel) => (channel as unknown as Inside).opening!;
  const blank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

  it('when it is refused', async () => {
    const { channel, fields } = channelWithFields();
    let seen = new Uint8Array();
    const asked = channel.ask(asking, (typed) => {
      seen = typed as Uint8Array<ArrayBuffer>;
      expect(Buffer.from(typed).toString()).toBe('secret');
      return { en: 'no', zh: '不' };
    });
    const { text, keys } = inside(channel);
    const page = await typeInto(channel, fields[0]!, 'secret');
    expect(blank(text.bytes)).toBe(false);
    expect(await page.press('enter')).toMatchObject({ state: 'refused' });
    expect(await asked).toEqual({ fault: { en: 'no', zh: '不' } });
    expect([seen, text.bytes, keys.secret].map(blank)).toEqual([true, true, true]);
  });

  it('when the act ends, and whoever waits learns of it', async () => {
    const { channel, fields } = channelWithFields();
    const asked = codeOf(channel.ask(asking, () => undefined));
    const { text, keys } = inside(channel);
    await typeInto(channel, fields[0]!, 'secret');
    channel.close();
    expect(await asked).toBe('VAULT-INTERRUPTED');
    expect([text.bytes, keys.secret].map(blank)).toEqual([true, true]);
    await new Promise(setImmediate);
    expect(fields).toHaveLength(1);
  });

  it('when a judge fails in a way of its own', async () => {
    const { channel, fields } = channelWithFields();
    const asked = channel.ask(asking, () => {
      throw new TypeError('x');
    });
    asked.catch(() => undefined);
    const page = await typeInto(channel, fields[0]!, 'secret');
    await page.press('enter');
    await expect(asked).rejects.toThrow(TypeError);
  });
});

describe("the page's side", () => {
  it('stays failed once an answer was not the vault’s', async () => {
    const { vault, field } = await founding();
    let spoil = false;
    const page = await SealedField.open(field, async (message) => {
      const answer = await vault.key({ field: field.id, ...message });
      return spoil ? { n: answer.n, sealed: flipped(answer.sealed) } : answer;
    });
    spoil = true;
    await expect(page.press('character', 0x61)).rejects.toThrow();
    spoil = false;
    await expect(page.press('character', 0x61)).rejects.toThrow();
  });

  it('sends keys one after the other, however fast they are pressed', async () => {
    const window = await founding();
    const page = await window.typist.open(window.field);
    const states = await Promise.all(Array.from('quickly', (char) => page.press('character', char.charCodeAt(0))));
    expect(states.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await page.press('enter')).toMatchObject({ state: 'taken' });
    await typeAll(window, 'quickly');
    expect(await window.next()).toMatchObject({ who: 'c2' });
  });
});
