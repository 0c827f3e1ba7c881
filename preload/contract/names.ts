/** The names alone: the preload checks a name and forwards; the schemas stay on the other side. */
export const channelNames = [
  'app.info',
  'app.close',
  'app.unsaved',
  'settings.get',
  'settings.put',
  'room.look',
  'folders.list',
  'folders.make',
  'homes.list',
  'homes.add',
  'homes.forget',
  'plan.new',
  'plan.read',
  'plan.check',
  'plan.save',
  'ceremony.begin',
  'ceremony.resume',
  'ceremony.exception',
  'ceremony.show',
  'share.check',
  'restore.begin',
  'log.head',
  'log.rows',
  'log.entry',
  'verify.run',
  'desk.watch',
  'desk.answer',
  'desk.stop',
  'desk.dismiss',
  'secret.open',
  'secret.key',
] as const;

export type ChannelName = (typeof channelNames)[number];

export const isChannel = (name: unknown): name is ChannelName => channelNames.some((one) => one === name);
