/** The sheet: what stands on it, and that it is the same file each time. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gather, oneSheet } from '../../../main/core/paper/collect.ts';
import { fromLines, lineText } from '../../../main/core/paper/lines.ts';
import type { SheetBlock } from '../../../main/core/paper/layout.ts';
import { recoveryScripts } from '../../../main/core/paper/recovery-script.ts';
import type { SheetInput } from '../../../main/core/paper/facts.ts';
import type { VaultSource } from '../../../main/core/shares/vault-source.ts';
import { sheetLayout } from '../../../main/core/paper/sheet.ts';
import { matrices } from '../../../main/paper/codes.ts';
import { readable } from '../../../main/paper/glyphs.ts';
import { drawSheet } from '../../../main/paper/sheet.ts';
import { fonts, groupedSet, setId, shareSet, sheetInput } from './paper.ts';

const blocksOf = (input: SheetInput) => sheetLayout(input).pages.flatMap(({ blocks }) => blocks);
function only<K extends SheetBlock['kind']>(input: SheetInput, kind: K): Extract<SheetBlock, { kind: K }>[] {
  return blocksOf(input).filter((block): block is Extract<SheetBlock, { kind: K }> => block.kind === kind);
}
const text = (input: SheetInput) => JSON.stringify(blocksOf(input));

describe('what stands on a sheet', () => {
  const input = sheetInput();

  it('the share and the sealed roots, in codes and in lines', () => {
    const codes = only(input, 'codes').flatMap((block) =>
      block.codes.map((code) => ({ text: code.text, from: 'paper' })),
    );
    const { share, sealed } = oneSheet(gather(codes));
    expect([share.bytes, ...sealed.map(({ bytes }) => bytes)]).toEqual([input.share, input.sealed[0]!.bytes]);
    const lines = only(input, 'lines')[0]!.lines.map(lineText).join('\n');
    expect(fromLines(lines, 'paper')).toEqual(input.share);
  });

  it('who, what, which: consortium, custodian, set, epoch, index, M of N, date, in both languages', () => {
    const facts = JSON.stringify(only(input, 'facts'));
    for (const said of [
      '食品溯源联盟',
      'Food Traceability Consortium',
      '王芳',
      'Wang Fang',
      'epoch 2',
      '第 2 期',
      '1 of 3; any 2 restore',
      '第 1 号，共 3 份；任意 2 份可恢复',
      '2026-11-21',
      'rootseal 0.1.0',
    ])
      expect(facts).toContain(said);
    expect(facts.replaceAll(' ', '')).toContain(setId);
  });

  it('of a set with groups: whose group it is of and the rule of all of them, never "any M of N"', () => {
    const words = sheetInput({ set: groupedSet, index: 3 });
    const facts = JSON.stringify(only(words, 'facts'));
    for (const said of [
      '3 of 3; of the group Regulators',
      '第 3 号，共 3 份；属“监管机构”组',
      '2 of the 2 Banks and 1 of the 1 Regulators',
      '“银行”2 份中的 2 份，并有“监管机构”1 份中的 1 份',
    ])
      expect(facts).toContain(said);
    const all = text(words);
    expect(all).toContain('sheets of a quorum (2 of the 2 Banks and 1 of the 1 Regulators)');
    expect(all).toContain('满足条件（“银行”2 份中的 2 份，并有“监管机构”1 份中的 1 份）的保管人');
    expect(all).not.toMatch(/any 3|任意 3|3 custodians|3 位保管人|of the 3 sheets/);
    expect(text(input)).toContain('Whoever has 2 of the 3 sheets');
  });

  it('a rehearsal is marked, a real share says that it is one', () => {
    expect(only(input, 'alarm')[0]!.text.en).toContain('REHEARSAL');
    expect(sheetLayout(input).rehearsal).toBe(true);
    const real = sheetInput({ set: { ...shareSet, rehearsal: false } });
    expect(only(real, 'alarm')[0]!.text).toMatchObject({
      en: expect.stringContaining('REAL') as string,
      zh: expect.stringContaining('正式') as string,
    });
    expect(sheetLayout(real).rehearsal).toBe(false);
  });

  it('the fingerprints, places to sign, the yearly check', () => {
    expect(only(input, 'hash').map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(shareSet.roots);
    expect(only(input, 'fill')[0]!.fields.map(({ en }) => en)).toContain('Tamper bag no.');
    expect(only(input, 'record')).toHaveLength(1);
  });

  it.each([
    [undefined, 'every year', '每年'],
    [6, 'every 6 months', '每 6 个月'],
    [24, 'every 2 years', '每 2 年'],
    [1, 'every month', '每月'],
  ])('how often it is checked, by the plan: %s', (checkMonths, en, zh) => {
    const said = text(sheetInput(checkMonths === undefined ? {} : { checkMonths }));
    for (const heading of [`Checked ${en}`, `Check it ${en}, alone`, `${zh}检查记录`, `${zh}独自检查一次`])
      expect(said).toContain(heading);
  });

  it('the way back without this program, with the script and its hash', () => {
    expect(only(input, 'script')[0]!.text).toBe(recoveryScripts.shamir.text);
    expect(text(input).replaceAll(' ', '')).toContain(recoveryScripts.shamir.hash);
    for (const typed of [
      'age -d -o share-1.cbor share-1.age',
      'zbarimg -q --raw',
      'python3 recover.py paper codes.txt',
      'python3 recover.py root root-ed.sealed share-*.cbor',
    ])
      expect(text(input)).toContain(typed);
    // Typed lines become the age file that the next step opens.
    expect(text(input)).toContain('type the lines into share-1.txt and give that');
    const identity = sheetInput({ seal: { kind: 'age', recipient: 'age1qqq' } });
    expect(text(identity)).toContain('age -d -i IDENTITY.txt -o share-1.cbor share-1.age');
    expect(text(identity)).toContain('age1qqq');
    // The share may be on more than one page; whoever has an identity file is not asked for a passphrase.
    const check = 'rootseal share check share.age --set share-sets/';
    expect(text(input)).toMatch(
      new RegExp(`share scan p\\*\\.png --out share\\.age[^]*${check}\\w+\\.json(?! --identity)`),
    );
    expect(text(identity)).toContain('rootseal share check share.age --identity c1=IDENTITY.txt ');
    expect(text(identity)).not.toContain('type your passphrase when asked');
  });

  it('both languages say the same steps', () => {
    const steps = only(input, 'steps');
    const typed = (lang: string) =>
      steps.filter((block) => block.lang === lang).map(({ steps: all }) => all.map(({ type }) => type));
    expect(typed('zh')).toEqual(typed('en'));
  });
});

describe('the sheet of a share that Vault has split', () => {
  const vault = { product: 'vault', kind: 'unseal', shares: 5, proved: true } as const;
  const of = (source: VaultSource = vault, more: Partial<SheetInput> = {}) =>
    sheetInput({
      set: { ...shareSet, scheme: 'vault-gf256', consortium: 'prod', vault: source },
      ...more,
    });

  it('says whose Vault, what the keys do, how many there are; nothing of a consortium or sealed roots', () => {
    const facts = JSON.stringify(only(of(), 'facts'));
    for (const said of [
      'HashiCorp Vault: prod',
      'unseal keys',
      '1 of 3; any 2 unseal',
      '第 1 号，共 3 份；任意 2 份可解封',
      'Vault gave out 5',
      '共发出 5 份',
    ])
      expect(facts).toContain(said);
    for (const { caption } of only(of(), 'codes').flatMap(({ codes }) => codes)) expect(caption).toContain('SHARE 1');
    expect(text(of())).not.toMatch(/sealed root|consortium’s|any 2 restore|封存的根密钥/i);
    expect(only(of(), 'alarm')[0]!.text.en).toBe('REHEARSAL: of no use to any real Vault');
    const recovery = text(of({ ...vault, product: 'openbao', kind: 'recovery', shares: 3 }));
    expect(recovery).toContain('OpenBao: prod');
    expect(recovery).toContain('authorise');
    expect(recovery).toContain('bao operator generate-root');
    expect(recovery).not.toContain('gave out 3');
  });

  it('the way back to the raw share, the same steps in both languages, each command on one line of the page', () => {
    const steps = only(of(), 'steps');
    const typed = (lang: string) =>
      steps.filter((block) => block.lang === lang).flatMap(({ steps: all }) => all.flatMap(({ type = [] }) => type));
    expect(typed('zh')).toEqual(typed('en'));
    for (const command of [
      'rootseal vault export share.age --set share-set.json --recipient AGE1… --out key.age',
      'age -d -o share-1.cbor share-1.age',
      'python3 recover.py paper codes.txt',
      `python3 -c "import cbor2; print(cbor2.load(open('share-1.cbor','rb'))['share'].hex())"`,
    ])
      expect(typed('en')).toContain(command);
    for (const command of typed('en')) expect(command.length).toBeLessThanOrEqual(88);
    const identity = of(vault, { seal: { kind: 'age' } });
    expect(text(identity)).toContain('age -d -i IDENTITY.txt -o share-1.cbor share-1.age');
    expect(only(of(), 'script')[0]!.text).toBe(recoveryScripts.shamir.text);
  });
});

describe('the scripts', () => {
  const { shamir, slip39 } = recoveryScripts;
  const all = [shamir, slip39];

  // Printed sheets name these hashes: a change makes a new script, it never replaces one.
  it('are those whose hashes stand on paper', () => {
    expect(shamir.hash).toBe('53583c45866991a97d35140b9c5e3d6fff7d75ff97134bc2b871c84d08d4648d');
    expect(slip39.hash).toBe('f6895a5a55b73121c47050dccf32e128650cc37aa8b7f97c78d683f84caa9f95');
  });

  it.each(all)('$name is the one in docs/recovery.md, which CI runs', ({ name, text: script, hash }) => {
    const page = readFileSync(new URL('../../../docs/recovery.md', import.meta.url), 'utf8');
    expect(page).toContain(`${name} <<'EOF'\n${script}EOF\n`);
    expect(page).toContain(`echo '${hash}  `);
  });

  it.each(all)('$name is plain: ASCII, no tabs, no line that a page would break', ({ text: script }) => {
    expect(script).toMatch(/^[\x20-\x7e\n]*\n$/);
    for (const line of script.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('the yearly check without this program ends with the step that opens the share', () => {
    for (const scheme of ['shamir', 'slip39'] as const) {
      const layout = sheetLayout(
        sheetInput({ set: { ...shareSet, scheme, ...(scheme === 'slip39' && { identifier: 1 }) } }),
      );
      const all = layout.pages.flatMap(({ blocks }) => blocks);
      const english = all.flatMap((block) => (block.kind === 'steps' && block.lang === 'en' ? [block] : []));
      const [, last] = /steps 1 to (\d) below/.exec(JSON.stringify(english)) ?? [];
      const way = english.find(({ heading }) => heading.includes('WITHOUT'))!.steps;
      expect(way[Number(last) - 1]!.say).toContain('alone at the keyboard');
    }
  });

  it('a sheet of words has its own, and says where its library comes from', () => {
    const words = sheetInput({ set: { ...shareSet, scheme: 'slip39', identifier: 1 } });
    expect(only(words, 'script')[0]!.text).toBe(slip39.text);
    for (const typed of ['shamir-mnemonic==0.3.0', 'python3 recover-slip39.py root root-ed.sealed share-*.cbor'])
      expect(text(words)).toContain(typed);
    expect(text(words)).not.toContain('python3 recover.py');
  });
});

describe('the file', () => {
  it('is the same bytes for the same input, and other bytes for another', async () => {
    const draw = (input: SheetInput) => drawSheet(sheetLayout(input), fonts());
    const first = await draw(sheetInput());
    expect(await draw(sheetInput())).toEqual(first);
    expect(await draw(sheetInput({ index: 2 }))).not.toEqual(first);
    const start = Buffer.from(first).toString('latin1');
    expect(start).toMatch(/^%PDF-1\.7/);
    expect(start).toContain('/MarkInfo');
    expect(start).not.toContain('Helvetica');
  });

  it('has no dates but the one handed in', async () => {
    const dates = Buffer.from(await drawSheet(sheetLayout(sheetInput()), fonts()))
      .toString('latin1')
      .match(/D:\d{14}/g);
    expect(new Set(dates)).toEqual(new Set(['D:20261121020000']));
  });

  it('writes a character that the font lacks as its number', () => {
    expect(readable('𠮷野 a', (code) => code < 0x10000)).toBe('〈U+20BB7〉野 a');
  });

  it('draws the codes of one row in one size, error level H', () => {
    const drawn = matrices([`ROOTSEAL1:${'A'.repeat(400)}`, 'ROOTSEAL1:A']);
    expect(new Set(drawn.map((matrix) => matrix.length)).size).toBe(1);
    // Format bits 14 and 13 (ISO/IEC 18004 §7.9) of level H are 10, masked with 10: 00 beside the first finder.
    for (const matrix of drawn) expect([matrix[8]![0], matrix[8]![1]]).toEqual([false, false]);
  });
});
