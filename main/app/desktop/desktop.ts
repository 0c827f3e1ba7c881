/** Builds the services of a window out of their areas; a channel that nobody serves does not compile. */
import type { Handlers } from '../../../preload/contract/index.ts';
import { actHandlers } from './acts.ts';
import { Activities } from './activity.ts';
import { Camera } from './camera.ts';
import { copyHandlers } from './copy.ts';
import { enactHandlers } from './enact.ts';
import { foldersHandlers } from './folders.ts';
import { HomeViews, homesHandlers } from './homes.ts';
import type { Desktop, DesktopOptions } from './index.ts';
import { infoHandlers } from './info.ts';
import { logHandlers } from './log.ts';
import { Grounds } from './ground.ts';
import { Logs } from './logs.ts';
import { memberActHandlers } from './member-acts.ts';
import { membersHandlers } from './members.ts';
import { Outbox } from './outbox.ts';
import { PageKeeper } from './page.ts';
import { planHandlers } from './plans.ts';
import { postHandlers } from './post.ts';
import { proposingHandlers } from './proposing.ts';
import { roomHandlers } from './room.ts';
import { secretHandlers } from './secrets.ts';
import { setActHandlers } from './set-acts.ts';
import { setsHandlers } from './sets.ts';
import { settingsHandlers } from './settings.ts';
import { showHandlers } from './show.ts';
import { vaultActHandlers } from './vault-acts.ts';
import { verifyHandlers } from './verify.ts';
import { WindowDesk } from './window-desk.ts';

export function createDesktop(given: DesktopOptions): Desktop {
  const desk = new WindowDesk();
  const page = new PageKeeper(given.onSecretEnd);
  const options = { ...given, onSecretEnd: () => page.secretEnded() };
  const activities = new Activities(options, desk);
  const logs = new Logs();
  const grounds = new Grounds(logs, options);
  const outbox = new Outbox(options);
  const views = new HomeViews(logs);
  const camera = new Camera(options);
  const asksFirst = () => activities.busy || page.unsaved;
  const stop = async () => {
    page.leave();
    await activities.stop();
  };
  const handlers: Handlers = {
    ...infoHandlers(options),
    ...settingsHandlers(options),
    ...roomHandlers(options),
    ...foldersHandlers(options),
    ...homesHandlers(options, views),
    ...planHandlers(),
    ...showHandlers(logs, views),
    ...logHandlers(logs),
    ...verifyHandlers(options),
    ...membersHandlers(logs, grounds),
    ...enactHandlers(options, activities, logs, camera),
    ...proposingHandlers(grounds, outbox),
    ...postHandlers(grounds, outbox),
    ...memberActHandlers({ options, desk, activities, grounds, outbox }),
    ...setsHandlers(logs),
    ...camera.handlers,
    ...actHandlers(options, desk, activities, camera),
    ...setActHandlers(options, activities, logs, camera),
    ...vaultActHandlers(options, desk, activities),
    ...copyHandlers(options, desk, activities, camera),
    ...secretHandlers(options, activities),
    'app.unsaved': async ({ unsaved }) => {
      page.put(unsaved);
      return {};
    },
    'app.close': async ({ sure }) => {
      if (asksFirst() && !sure) return {};
      await stop();
      options.onClose();
      return {};
    },
  };
  return { handlers, asksFirst, busy: () => activities.busy, atHome: () => desk.view.activity === null, stop };
}
