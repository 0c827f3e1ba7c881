/** The room as a window shows it: each fact that was taken, what was seen, and whether it is as a real ceremony wants it. */
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { type RoomFacts, forbidsDumps, judgeRoom } from '../../core/ceremony/room.ts';
import type { CeremonyRule } from '../../core/ceremony/rules.ts';
import { printable } from '../../core/encoding/printable.ts';
import type { Text } from '../../core/rules.ts';
import { layerOf, layerWhy, readableByOthers } from '../room.ts';
import { type Again, type Part, type Sight, takeAgain } from '../room-again.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath } from './paths.ts';

type Look = ReplyOf<'room.look'>;

export function roomHandlers({ env }: Pick<DesktopOptions, 'env'>, sight?: Sight): Pick<Handlers, 'room.look'> {
  return {
    'room.look': async ({ folder, rehearsal = false }) => {
      const path = folder === undefined ? '' : fullPath(folder);
      const again = await takeAgain(env, sight);
      const facts = { ...again.facts, folder: { path, readableByOthers: path !== '' && readableByOthers(path) } };
      const findings = judgeRoom(facts, { rehearsal });
      return {
        layer: layerOf(facts),
        findings,
        facts: [...factsOf(facts, new Set(findings.map(({ rule }) => rule)), again), clockOf(again)],
        taken: facts.taken,
      };
    },
  };
}

/** The clock of the machine; one that was set back since the start would stop a ceremony in its middle. */
function clockOf({ facts: { taken }, started }: Again): Look['facts'][number] {
  const back = taken < started;
  const since = {
    en: `${taken}, set back since the start at ${started}`,
    zh: `${taken}，自启动（${started}）后被调回`,
  };
  return { what: { en: 'Clock', zh: '时钟' }, seen: back ? since : { en: taken, zh: taken }, ok: !back };
}

interface Line {
  readonly rule: CeremonyRule;
  /** The part of the facts that it tells; the others are always seen again. */
  readonly part?: Part;
  readonly what: Text;
  readonly seen: (facts: RoomFacts) => Text;
}

const plain = (text: string): Text => ({ en: printable(text), zh: printable(text) });
const none: Text = { en: 'none', zh: '无' };

/** What was seen, one beside the other; "none" where nothing was. */
function list(texts: readonly Text[]): Text {
  if (texts.length === 0) return none;
  return { en: texts.map(({ en }) => en).join('; '), zh: texts.map(({ zh }) => zh).join('；') };
}

const lines: readonly Line[] = [
  {
    rule: 'ROOM-NETWORK',
    part: 'interfaces',
    what: { en: 'Networks', zh: '网络' },
    seen: ({ interfaces }) =>
      list(
        interfaces
          .filter(({ loopback }) => !loopback)
          .map(({ name, up, addresses }) => {
            const at = plain([name, ...addresses].join(' '));
            return up
              ? { en: `${at.en} (up)`, zh: `${at.zh}（已连接）` }
              : { en: `${at.en} (down)`, zh: `${at.zh}（未连接）` };
          }),
      ),
  },
  {
    rule: 'ROOM-RADIO',
    what: { en: 'Radios', zh: '无线设备' },
    seen: ({ radios }) =>
      list(
        radios.map(({ name, kind, on }) => {
          const one = printable(`${name} ${kind}`);
          return on ? { en: `${one} (on)`, zh: `${one}（已开启）` } : { en: `${one} (off)`, zh: `${one}（已关闭）` };
        }),
      ),
  },
  {
    rule: 'ROOM-SWAP',
    what: { en: 'Swap', zh: '交换空间' },
    seen: ({ swap }) => list(swap.map(({ device, kind }) => plain(`${device} ${kind}`))),
  },
  {
    rule: 'ROOM-CORE',
    what: { en: 'Memory dumps of programs that crash', zh: '程序崩溃时的内存转储' },
    seen: ({ core: { pattern, limit } }) => {
      if (forbidsDumps(limit, pattern)) return { en: 'forbidden', zh: '已禁止' };
      const [to, most] = [printable(pattern || '–'), printable(limit || '–')];
      return { en: `limit ${most}, to ${to}`, zh: `上限 ${most}，写入 ${to}` };
    },
  },
  {
    rule: 'ROOM-HIBERNATION',
    what: { en: 'Hibernation', zh: '休眠' },
    seen: ({ hibernation }) =>
      hibernation ? { en: 'possible', zh: '可能发生' } : { en: 'not possible', zh: '不会发生' },
  },
  {
    rule: 'ROOM-LAYER',
    what: { en: 'Network of this program', zh: '本程序的网络' },
    seen: ({ layer }) =>
      layer.name === 'none'
        ? { en: `not shut off: ${layerWhy(layer.why).en}`, zh: `未隔离：${layerWhy(layer.why).zh}` }
        : { en: 'shut off, in a namespace of its own', zh: '已隔离在独立的网络命名空间中' },
  },
];

const folderLine: Line = {
  rule: 'ROOM-FOLDER',
  what: { en: 'The folder', zh: '文件夹' },
  seen: ({ folder: { path, readableByOthers } }) => {
    const at = printable(path);
    return readableByOthers
      ? { en: `${at}: others can read it`, zh: `${at}：他人可读取` }
      : { en: `${at}: for its owner alone`, zh: `${at}：仅本人可用` };
  },
};

const routesLine: Line = {
  rule: 'ROOM-NETWORK',
  part: 'routes',
  what: { en: 'Routes', zh: '路由' },
  seen: ({ routes }) => list([...routes.ipv4, ...routes.ipv6].map(plain)),
};

function factsOf(facts: RoomFacts, broken: ReadonlySet<string>, { kept, started }: Again): Look['facts'] {
  const [networks, ...rest] = lines;
  const all = [...(networks ? [networks] : []), routesLine, ...rest, ...(facts.folder.path === '' ? [] : [folderLine])];
  return all.map((line) => {
    const said = line.seen(facts);
    const before = line !== folderLine && (kept.includes('all') || (line.part && kept.includes(line.part)) === true);
    return {
      what: line.what,
      seen: said,
      ok: said === none || !broken.has(line.rule),
      ...(before && { before: started }),
    };
  });
}
