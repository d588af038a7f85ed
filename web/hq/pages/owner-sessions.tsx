import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { OwnerTopic } from '@linli/contract';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { topics as ownerTopics } from './joining-stages.ts';
import { joiningText } from './joining.text.ts';

type Session = View<'alliance', 'ownerSessions'>['items'][number];
const topicKey = { rules: 'rules', safety: 'safety', complaints: 'topicComplaints' } as const;

/** The calendar of trainings for owners: planned, filled, and who was there. */
export function OwnerSessions() {
  const { t } = useText(joiningText);
  const [isPlanning, setPlanning] = useState(false);
  const sessions = useView(['alliance', 'ownerSessions'], () => api.alliance.ownerSessions({}), { live: ['alliance'] });
  return (
    <div className={partCss.stack} data-testid="owner-sessions">
      <div className={partCss.line}><OperatorButton type="primary" icon={<Plus size={16} />} data-testid="session-plan" onClick={() => setPlanning(true)}>{t('plan')}</OperatorButton></div>
      {isPlanning ? <Plan onClose={() => setPlanning(false)} /> : null}
      <Faces of={sessions} loading={<SkeletonScreen />}>{({ items }) => (items.length === 0 ? <EmptyState title={t('noSessions')} /> : items.map((session) => <OneSession key={session.sessionId} of={session} />))}</Faces>
    </div>
  );
}

function OneSession({ of }: { of: Session }) {
  const { t } = useText(joiningText);
  const { instant } = useFormat();
  const now = useNow(60).getTime();
  const cancel = useCommand(api.alliance.cancelOwnerSession);
  const mark = useCommand(api.alliance.markOwnerSeat);
  const isAhead = Date.parse(of.startsAt) > now;
  const { sessionId } = of;
  return (
    <Panel title={of.title} note={`${instant(of.startsAt)} · ${of.place} · ${t('seats', { taken: of.taken, capacity: of.capacity })}`} aside={of.isCancelled ? <Tag>{t('cancelled')}</Tag> : isAhead ? <OperatorButton size="small" danger loading={cancel.isRunning} onClick={() => void cancel.run({ sessionId })}>{t('cancelSession')}</OperatorButton> : null}>
      <div className={partCss.tags}>{of.topics.map((topic) => <Tag key={topic} tone="jade">{t(topicKey[topic])}</Tag>)}</div>
      {of.seats.length === 0 ? <p className={partCss.quiet}>{t('nobody')}</p> : of.seats.map(({ merchantId, merchantName, attended }) => (
        <div key={merchantId} className={partCss.pair}>
          <span>{merchantName}</span>
          {of.isCancelled || isAhead ? null : <span className={partCss.line}>{([[true, 'there'], [false, 'absent']] as const).map(([was, key]) => <button key={key} type="button" className={partCss.chip} aria-pressed={attended === was} data-testid={`seat-${key}`} onClick={() => void mark.run({ sessionId, merchantId, attended: was })}>{t(key)}</button>)}</span>}
        </div>
      ))}
    </Panel>
  );
}

function Plan({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(joiningText);
  const [title, setTitle] = useState('');
  const [topics, setTopics] = useState<OwnerTopic[]>([...ownerTopics]);
  const [place, setPlace] = useState('');
  const [start, setStart] = useState('');
  const [hours, setHours] = useState(2);
  const [capacity, setCapacity] = useState(20);
  const plan = useCommand(api.alliance.planOwnerSession, { isQuiet: true, onDone: () => { showToast(t('planned')); onClose(); } });
  const isFull = title.trim() !== '' && place.trim() !== '' && start !== '' && topics.length > 0;
  const send = (): void => {
    const from = new Date(`${start}:00+08:00`);
    if (isFull) void plan.run({ title: title.trim(), topics, place: place.trim(), startsAt: from.toISOString(), endsAt: new Date(from.getTime() + hours * 3_600_000).toISOString(), capacity });
  };
  return (
    <Panel title={t('plan')}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <div className={partCss.two}>
          <label>{t('title')}<Input autoFocus value={title} maxLength={60} data-testid="session-title" onChange={(event) => setTitle(event.target.value)} /></label><label>{t('place')}<Input value={place} maxLength={80} data-testid="session-place" onChange={(event) => setPlace(event.target.value)} /></label>
          <label>{t('start')}<Input type="datetime-local" value={start} data-testid="session-start" onChange={(event) => setStart(event.target.value)} /></label><label>{t('hours')}<InputNumber min={0.5} max={12} step={0.5} value={hours} onChange={(value) => setHours(value ?? 2)} style={{ width: '100%' }} /></label>
          <label>{t('capacity')}<InputNumber min={1} max={500} value={capacity} onChange={(value) => setCapacity(value ?? 20)} style={{ width: '100%' }} /></label><label>{t('topics')}<Select mode="multiple" value={topics} onChange={setTopics} options={ownerTopics.map((topic) => ({ value: topic, label: t(topicKey[topic]) }))} /></label>
        </div>
        {plan.refusal ? <p className={partCss.wrong} role="alert">{plan.refusal[locale]}</p> : null}
        <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={plan.isRunning} data-testid="session-save">{t('confirm')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Panel>
  );
}
