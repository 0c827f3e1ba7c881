/** Simplified Chinese, held to the keys of the English texts. */
import type { en } from '../en/index.ts';
import type { Like } from '../like.ts';
import { camera } from './camera.ts';
import { ceremony } from './ceremony.ts';
import { common } from './common.ts';
import { consortium } from './consortium.ts';
import { copy } from './copy.ts';
import { enact } from './enact.ts';
import { folders } from './folders.ts';
import { home } from './home.ts';
import { log } from './log.ts';
import { members } from './members.ts';
import { plan } from './plan.ts';
import { post } from './post.ts';
import { restore } from './restore.ts';
import { sets } from './sets.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { vault } from './vault.ts';
import { verify } from './verify.ts';

export const zhCN = {
  common,
  home,
  consortium,
  members,
  enact,
  post,
  plan,
  ceremony,
  restore,
  sets,
  share,
  vault,
  copy,
  camera,
  log,
  verify,
  settings,
  folders,
} as const satisfies Like<typeof en>;
