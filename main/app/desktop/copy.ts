/** A share copied by hand in a window: the service of the command line, its words as pictures that the vault seals to the page. */
import type { Handlers, RequestOf } from '../../../preload/contract/index.ts';
import type { Text } from '../../core/rules.ts';
import { type Copied, copyByHand, readyToCopy } from '../copy.ts';
import { takeRoomAgain } from '../room-again.ts';
import type { Activities, Outcome } from './activity.ts';
import { type Camera, demandThere, nameOfShare } from './camera.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath, fullPaths } from './paths.ts';
import { actsAt } from './vault-acts.ts';
import type { WindowDesk } from './window-desk.ts';

const title: Text = { en: 'A share copied by hand', zh: '手抄份额' };

export function copyHandlers(
  options: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  camera: Camera,
): Pick<Handlers, 'share.copy'> {
  return { 'share.copy': async (request) => ({ activity: await begin(options, desk, activities, camera, request) }) };
}

/** Everything that can be refused is refused here, before anybody types. */
async function begin(
  options: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  camera: Camera,
  { dir: named, custodian, share: brought, form, identities }: RequestOf<'share.copy'>,
): Promise<string> {
  const dir = fullPath(named);
  const share = camera.share(brought, { dir });
  demandThere(share);
  const ready = readyToCopy({ dir, custodian, form, share }, await takeRoomAgain(dir, options.env));
  const { rehearsal, m } = ready.facts.set;
  const shown = { threshold: m, awaited: [nameOfShare(share)] };
  return activities.start({ kind: 'copy', dir, title, rehearsal, shown }, async () => {
    const acts = actsAt(options, desk, activities, fullPaths(identities));
    return { outcome: made(await copyByHand(ready, { ...acts, onShare: (verdict) => desk.verdict(verdict) })) };
  });
}

const made = ({ form, words, entry }: Copied): Outcome => [
  { label: { en: 'Form', zh: '表格编号' }, value: form },
  {
    label: { en: 'Read back', zh: '回读' },
    value: {
      en: `All ${String(words)} words, box by box, the same as shown`,
      zh: `${String(words)} 个单词逐格比对，与所示一致`,
    },
  },
  {
    label: { en: 'Entry of the log', zh: '日志记录' },
    value: { en: `Recorded as entry ${String(entry)} of the log`, zh: `已记入日志第 ${String(entry)} 条` },
  },
];
