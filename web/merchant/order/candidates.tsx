import { Button, Input, Switch } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Faces, SkeletonList, Stars, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Panel } from '../parts/panel.tsx';
import css from '../parts/parts.module.css';
import { useMerchant, useOpen } from '../use-merchant.ts';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';
import type { Order } from './overview.tsx';

type Candidate = View<'dispatch', 'candidates'>['candidates'][number];

/** Own staff for this order, best first with the reasons; who cannot go and why; one tap and a reason assigns. */
export function Candidates({ order, onAssigned }: { order: Order; onAssigned: () => void }) {
  const { t, say } = useText(orderText);
  const { merchantId } = useMerchant();
  const found = useView(['dispatch', 'candidates', order.orderId], () => api.dispatch.candidates({ orderId: order.orderId }), { live: { subject: order.orderId }, staleSeconds: 15, isKept: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const can = order.can['assign'];
  if (can && !can.isAllowed) return <EmptyState title={t('closedOrder')} art="calm">{say(can.why)}</EmptyState>;
  if (order.startAt === null) return <EmptyState title={t('noTimeYet')} art="search" />;
  return (
    <Faces of={found} loading={<SkeletonList count={4} />}>
      {({ candidates, blocked }) => {
        const own = candidates.filter(({ worker }) => worker.merchantId === merchantId);
        const stuck = blocked.filter(({ worker }) => worker.merchantId === merchantId);
        const others = candidates.length - own.length;
        return (
          <div className={css.stack} data-testid="candidates">
            {own.length === 0 ? <EmptyState title={t('nobodyFits')} art="search">{t('nobodyFitsNote')}</EmptyState> : <p className={css.lead}>{t('found', { count: own.length })} · {t('foundNote')}</p>}
            {own.map((candidate, index) => (
              <CandidateCard key={candidate.worker.workerId} {...{ order, candidate, onAssigned }} isFirst={index === 0} isChosen={chosen === candidate.worker.workerId} onChoose={(isChosen) => setChosen(isChosen ? candidate.worker.workerId : null)} />
            ))}
            {others > 0 ? <p className={css.lead}>{t('others', { count: others })}</p> : null}
            {stuck.length > 0 ? (
              <Panel title={t('blocked', { count: stuck.length })}>
                <div data-testid="blocked">{stuck.map(({ worker, blockers }) => <div key={worker.workerId} className={orderCss.blocked}><span>{worker.name}</span><span>{blockers.map(({ rule, reason }) => <span key={rule} style={{ display: 'block' }}>{say(reason)}</span>)}</span></div>)}</div>
              </Panel>
            ) : null}
          </div>
        );
      }}
    </Faces>
  );
}

const percentOf = (score: number): number => Math.round(Math.max(0, Math.min(1, score)) * 100);

function CandidateCard({ order, candidate, isFirst, isChosen, onChoose, onAssigned }: { order: Order; candidate: Candidate; isFirst: boolean; isChosen: boolean; onChoose: (isChosen: boolean) => void; onAssigned: () => void }) {
  const { t, say } = useText(orderText);
  const { distance } = useFormat();
  const { openWorker } = useOpen();
  const [isTold, setTold] = useState(isFirst);
  const { worker } = candidate;
  const isCurrent = worker.workerId === order.workerId;
  return (
    <div className={orderCss.candidate} data-open={isChosen} data-testid="candidate">
      <div className={orderCss.top}>
        <Avatar name={worker.name} photo={worker.photo} sizePixels={40} />
        <span className={orderCss.who}>
          <span><button type="button" onClick={() => openWorker(worker.workerId)} style={{ fontWeight: 600 }}>{worker.name}</button><Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} />{isCurrent ? <Tag tone="sky">{t('current')}</Tag> : null}{candidate.isHeld ? <Tag tone="warm">{t('held')}</Tag> : null}</span>
          <small>{t('level', { level: worker.level })} · {t('travel', { distance: distance(candidate.travelMeters), minutes: candidate.travelMinutes })}</small>
        </span>
        <span className={orderCss.score} title={t('points', { score: Math.round(candidate.score) })}>{Math.round(candidate.score)}</span>
        <Button type={isFirst && !isCurrent ? 'primary' : 'default'} disabled={isCurrent} aria-expanded={isChosen} data-testid="candidate-assign" title={t('assignTo', { name: worker.name })} onClick={() => onChoose(!isChosen)}>{t(order.workerId ? 'reassign' : 'assign')}</Button>
      </div>
      {isChosen ? <AssignBar order={order} worker={worker} onDone={() => { onChoose(false); onAssigned(); }} /> : null}
      {isTold ? (
        <div className={orderCss.reasons}>
          {candidate.dimensions.map((one) => (
            <div key={one.key} className={orderCss.reason}>
              <span>{say(one.label)}<small>{t('weight', { percent: Math.round(one.weight * 100) })}</small></span>
              <div className={orderCss.track} data-low={one.score < 0.5} role="img" aria-label={`${say(one.label)} ${percentOf(one.score)}`}><i style={{ width: `${percentOf(one.score)}%` }} /></div>
              <span>{say(one.reason)}</span>
            </div>
          ))}
        </div>
      ) : <p className={css.lead}>{[...candidate.dimensions].sort((a, b) => Math.abs(b.score - 0.5) * b.weight - Math.abs(a.score - 0.5) * a.weight).slice(0, 2).map(({ reason }) => say(reason)).join(' · ')}</p>}
      <button type="button" className={css.link} style={{ justifySelf: 'start', fontSize: 13 }} aria-expanded={isTold} onClick={() => setTold(!isTold)}>{t(isTold ? 'fewer' : 'reasons')}</button>
    </div>
  );
}

const reasonKeys = ['why1', 'why2', 'why3', 'why4'] as const;

function AssignBar({ order, worker, onDone }: { order: Order; worker: { workerId: string; name: string }; onDone: () => void }) {
  const { t } = useText(orderText);
  const [reason, setReason] = useState<string>(t(order.workerId ? 'why4' : 'why1'));
  const [isByPhone, setByPhone] = useState(false);
  const assign = useCommand(api.dispatch.assign, { onDone: () => { showToast(t(isByPhone ? 'assigned' : 'asked', { name: worker.name })); onDone(); } });
  const send = (): void => { if (reason.trim() !== '') void assign.run({ orderId: order.orderId, workerId: worker.workerId, reason: reason.trim(), isAcceptedByPhone: isByPhone }); };
  return (
    <div className={orderCss.assign} data-testid="assign-bar">
      <div className={css.line} role="group" aria-label={t('why')}>{reasonKeys.map((key) => <button key={key} type="button" className={css.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
      <Input value={reason} maxLength={200} aria-label={t('why')} placeholder={t('whyPlaceholder')} onChange={(event) => setReason(event.target.value)} onPressEnter={send} />
      <label className={css.line}><Switch checked={isByPhone} onChange={setByPhone} aria-label={t('byPhone')} data-testid="assign-by-phone" /><span>{t('byPhone')}<span className={css.lead} style={{ display: 'block' }}>{t('byPhoneNote')}</span></span></label>
      <Button type="primary" loading={assign.isRunning} disabled={reason.trim() === ''} onClick={send} data-testid="assign-confirm">{t('assignTo', { name: worker.name })}</Button>
    </div>
  );
}
