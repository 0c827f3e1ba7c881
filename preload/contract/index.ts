/**
 * The contract between the page and the program: every channel once, with the schema of its request and of its
 * reply. Both hosts serve exactly these; a channel without a handler does not compile.
 */
import type { z } from 'zod';
import { appClose, appInfo, appUnsaved, foldersList, foldersMake, roomLook, settingsGet, settingsPut } from './app.ts';
import { cameraClose, cameraOpen, cameraRead } from './camera.ts';
import {
  ceremonyBegin,
  ceremonyException,
  ceremonyResume,
  ceremonyShow,
  homesAdd,
  homesForget,
  homesList,
  planCheck,
  planNew,
  planRead,
  planSave,
  restoreBegin,
  shareCheck,
} from './consortium.ts';
import { deskAnswer, deskDismiss, deskStop, deskWatch } from './desk.ts';
import { enactBegin, enactLook, enactVotes } from './enact.ts';
import { logEntry, logHead, logRows, verifyRun } from './evidence.ts';
import { membersReview, membersShow } from './members.ts';
import type { ChannelName } from './names.ts';
import {
  memberApply,
  memberKey,
  memberOffer,
  memberProve,
  membersGround,
  membersJoin,
  membersPropose,
  membersSince,
  membersVote,
  membersWrite,
  postForget,
  postLook,
  postRead,
} from './post.ts';
import { secretKey, secretOpen } from './secret.ts';
import { setAbandon, setBegin, setCheck, setResume, setReturn, setsShow, shareCopy, sharePrint } from './sets.ts';
import { vaultExport, vaultImport, vaultSheet } from './vault.ts';

export const channels = {
  'app.info': appInfo,
  'app.close': appClose,
  'app.unsaved': appUnsaved,
  'settings.get': settingsGet,
  'settings.put': settingsPut,
  'room.look': roomLook,
  'folders.list': foldersList,
  'folders.make': foldersMake,
  'homes.list': homesList,
  'homes.add': homesAdd,
  'homes.forget': homesForget,
  'plan.new': planNew,
  'plan.read': planRead,
  'plan.check': planCheck,
  'plan.save': planSave,
  'ceremony.begin': ceremonyBegin,
  'ceremony.resume': ceremonyResume,
  'ceremony.exception': ceremonyException,
  'ceremony.show': ceremonyShow,
  'camera.open': cameraOpen,
  'camera.read': cameraRead,
  'camera.close': cameraClose,
  'share.check': shareCheck,
  'restore.begin': restoreBegin,
  'members.show': membersShow,
  'members.review': membersReview,
  'enact.votes': enactVotes,
  'enact.look': enactLook,
  'enact.begin': enactBegin,
  'members.ground': membersGround,
  'members.propose': membersPropose,
  'members.write': membersWrite,
  'members.vote': membersVote,
  'members.join': membersJoin,
  'members.since': membersSince,
  'member.apply': memberApply,
  'member.prove': memberProve,
  'member.offer': memberOffer,
  'member.key': memberKey,
  'post.look': postLook,
  'post.read': postRead,
  'post.forget': postForget,
  'sets.show': setsShow,
  'set.check': setCheck,
  'set.begin': setBegin,
  'set.resume': setResume,
  'set.abandon': setAbandon,
  'set.return': setReturn,
  'share.print': sharePrint,
  'share.copy': shareCopy,
  'vault.import': vaultImport,
  'vault.export': vaultExport,
  'vault.sheet': vaultSheet,
  'log.head': logHead,
  'log.rows': logRows,
  'log.entry': logEntry,
  'verify.run': verifyRun,
  'desk.watch': deskWatch,
  'desk.answer': deskAnswer,
  'desk.stop': deskStop,
  'desk.dismiss': deskDismiss,
  'secret.open': secretOpen,
  'secret.key': secretKey,
} as const satisfies Record<ChannelName, { readonly request: z.ZodType; readonly reply: z.ZodType }>;

export type { ChannelName } from './names.ts';
export type Channels = typeof channels;
export type RequestOf<N extends ChannelName> = z.infer<Channels[N]['request']>;
export type ReplyOf<N extends ChannelName> = z.infer<Channels[N]['reply']>;

/** What crosses back: custom fields of an Error do not survive Electron's own way of rejecting. */
export type Answer<T> =
  | { readonly ok: true; readonly result: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly text: { readonly en: string; readonly zh: string };
      readonly subject?: string;
    };

/** What the page finds at `window.rootseal`. */
export interface Door {
  call<N extends ChannelName>(name: N, request: RequestOf<N>): Promise<Answer<ReplyOf<N>>>;
}

/** One handler for each channel, complete. */
export type Handlers = { readonly [N in ChannelName]: (request: RequestOf<N>) => Promise<ReplyOf<N>> };
