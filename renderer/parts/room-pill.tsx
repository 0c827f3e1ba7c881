/** The state of the room in the top bar: offline or not, and how many faults; pressed, it shows all that was seen. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { useTranslation } from 'react-i18next';
import { useFormat, useText } from '../i18n/use.ts';
import { lookAtRoom, useRoom, type Room } from '../state/room.ts';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Findings } from './findings.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { Table } from './table.tsx';

const faultsOf = (room: Room) => room.findings.filter(({ level }) => level === 'error').length;

function useWords(): { tone: 'ok' | 'wait' | 'bad'; icon: 'offline' | 'online'; say: string } {
  const { t } = useTranslation();
  const { room, failed } = useRoom();
  if (room === undefined)
    return { tone: 'wait', icon: 'offline', say: failed ? t('common.room.unknown') : t('common.room.looking') };
  const shut = room.layer !== 'none';
  const faults = faultsOf(room);
  const network = shut ? t('common.room.offline') : t('common.room.open');
  return {
    tone: faults > 0 ? 'wait' : 'ok',
    icon: shut ? 'offline' : 'online',
    say: faults > 0 ? `${network} · ${t('common.room.faults', { count: faults })}` : network,
  };
}

function RoomSheet({ room }: { readonly room: Room }): ReactElement {
  const { t } = useTranslation();
  const { clock } = useFormat();
  const text = useText();
  return (
    <div className="stack">
      {room.findings.length === 0 ? (
        <Notice tone="ok">{t('common.room.good')}</Notice>
      ) : (
        <Findings findings={room.findings} />
      )}
      <Table
        label={t('common.room.title')}
        columns={[
          { key: 'what', head: t('common.room.what'), cell: (fact) => text(fact.what), rowHeader: true, width: '22%' },
          {
            key: 'seen',
            head: t('common.room.seen'),
            cell: ({ seen, before }) => (
              <>
                {text(seen)}
                {before !== undefined && (
                  <span className="small muted"> · {t('common.room.before', { time: clock(before) })}</span>
                )}
              </>
            ),
          },
          {
            key: 'ok',
            head: t('common.people.state'),
            cell: ({ ok }) => (
              <Badge tone={ok ? 'ok' : 'wait'} icon={ok ? 'check' : 'warning'}>
                {t(ok ? 'common.room.ok' : 'common.room.notOk')}
              </Badge>
            ),
          },
        ]}
        rows={room.facts}
        rowKey={(fact) => fact.what.en}
      />
    </div>
  );
}

function RoomDialog(): ReactElement {
  const { t } = useTranslation();
  const { clock } = useFormat();
  const { room, looking } = useRoom();
  return (
    <Dialog
      title={t('common.room.title')}
      help={t('common.room.help')}
      wide
      reading
      actions={
        <>
          {room && (
            <span className="muted small dialog-left">{t('common.room.taken', { time: clock(room.taken) })}</span>
          )}
          <Button busy={looking} onPress={() => void lookAtRoom()}>
            {t('common.room.again')}
          </Button>
          <Button kind="primary" slot="close">
            {t('common.act.close')}
          </Button>
        </>
      }
    >
      {room ? <RoomSheet room={room} /> : <Notice tone="wait">{t('common.room.unknown')}</Notice>}
    </Dialog>
  );
}

export function RoomPill(): ReactElement {
  const { tone, icon, say } = useWords();
  const { t } = useTranslation();
  const { named } = useFormat();
  return (
    <DialogTrigger>
      <AriaButton className="room-pill" data-tone={tone} aria-label={named(t('common.room.title'), say)}>
        <Icon name={icon} />
        <span>{say}</span>
      </AriaButton>
      <RoomDialog />
    </DialogTrigger>
  );
}
