import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Button, Faces, Tag } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import type { Joining } from './use-joining.ts';

/** Which topics are open, and the trainings that are still to come. */
export function Trainings({ of }: { of: Joining }) {
  const { t, say } = useText(joiningText);
  const { instant } = useFormat();
  const now = useNow(60).getTime();
  const sessions = useView(['alliance', 'ownerSessions'], () => api.alliance.ownerSessions({}), { live: ['alliance'] });
  const take = useCommand(api.alliance.takeOwnerSeat);
  const leave = useCommand(api.alliance.leaveOwnerSeat);
  const names = new Map(of.topics.map(({ topic, name }) => [topic, say(name)]));
  return (
    <Panel title={t('training')} note={t('trainingNote')}>
      <div className={partCss.tags}>{of.topics.map(({ topic, name, doneAt }) => <Tag key={topic} tone={doneAt ? 'jade' : 'warm'}>{say(name)} · {t(doneAt ? 'done' : 'open')}</Tag>)}</div>
      <Faces of={sessions}>
        {({ items }) => {
          const ahead = items.filter(({ startsAt, isCancelled, isMine }) => Date.parse(startsAt) > now && (!isCancelled || isMine));
          return ahead.length === 0 ? <p className={partCss.quiet}>{t('noSessions')}</p> : <div data-testid="owner-sessions">{ahead.map((session) => (
            <div key={session.sessionId} className={css.row}>
              <div><b>{session.title}</b><small>{instant(session.startsAt)} · {session.place} · {t('seats', { taken: session.taken, capacity: session.capacity })}</small><small>{session.topics.map((topic) => names.get(topic)).join(' · ')}</small></div>
              <div className={css.side}>
                {session.isCancelled ? <Tag>{t('cancelled')}</Tag> : session.isMine ? <><Tag tone="jade">{t('seated')}</Tag><Button kind="quiet" className={css.tall} onClick={() => void leave.run({ sessionId: session.sessionId })}>{t('leaveSeat')}</Button></>
                  : session.taken >= session.capacity ? <Tag>{t('full')}</Tag> : <Button className={css.tall} isBusy={take.isRunning} data-testid="seat-take" onClick={() => void take.run({ sessionId: session.sessionId })}>{t('seat')}</Button>}
              </div>
            </div>
          ))}</div>;
        }}
      </Faces>
    </Panel>
  );
}
