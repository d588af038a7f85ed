import { Button, Input } from 'antd';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Avatar, EmptyState, Faces, SkeletonList, Stars, Tag } from '../../kit/index.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Panel } from '../panel.tsx';
import css from '../parts.module.css';
import { useOpen } from '../use-open.ts';
import { AssignBar } from './assign-bar.tsx';
import { DimensionBars, DimensionReasons, mainReasons } from './dimensions.tsx';
import orderCss from './order.module.css';
import { orderText } from './order.text.ts';

type Order = View<'orders', 'get'>;
type Found = View<'dispatch', 'candidates'>;
type Candidate = Found['candidates'][number];

export const useCandidates = (orderId: string | null) =>
  useView(['dispatch', 'candidates', orderId], () => api.dispatch.candidates({ orderId: orderId! }), { isReady: orderId !== null, live: orderId === null ? false : { subject: orderId }, staleSeconds: 15, isKept: false });

type Props = {
  order: Order;
  /** Only this merchant's staff may be sent; the others are counted. Null: everybody. */
  merchantId: string | null;
  onAssigned: () => void;
};

/** Who could serve, best first and why; who could not and why not; one key to assign. */
export function Candidates({ order, merchantId, onAssigned }: Props) {
  const { t, say } = useText(orderText);
  const found = useCandidates(order.orderId);
  const can = order.can['assign'];
  if (can && !can.isAllowed) return <EmptyState title={t('closedOrder')} art="calm">{say(can.why)}</EmptyState>;
  if (order.startAt === null) return <EmptyState title={t('noTime')} art="search">{t('noTimeNote')}</EmptyState>;
  return <Faces of={found} loading={<SkeletonList count={5} />}>{(value) => <Body order={order} found={value} merchantId={merchantId} onAssigned={onAssigned} />}</Faces>;
}

function Body({ order, found, merchantId, onAssigned }: Props & { found: Found }) {
  const { t } = useText(orderText);
  const [words, setWords] = useState('');
  const isOwn = ({ worker }: { worker: { merchantId: string | null } }): boolean => merchantId === null || worker.merchantId === merchantId;
  const isNamed = ({ worker }: { worker: { name: string } }): boolean => worker.name.includes(words.trim());
  const candidates = found.candidates.filter(isOwn);
  const blocked = found.blocked.filter(isOwn);
  const shown = candidates.filter(isNamed);
  const stuck = blocked.filter(isNamed);
  const others = found.candidates.length - candidates.length;
  return (
    <div className={css.stack}>
      <div className={css.line}>
        <span className={css.lead}>{t('found', { count: candidates.length })} · {t('formula', { version: found.formulaVersion })}<span className={css.keyboard}> · {t('keysNote')}</span></span>
        {candidates.length + blocked.length > 5 ? <Input size="small" allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('searchWorker')} aria-label={t('searchWorker')} className={orderCss.find!} /> : null}
      </div>
      {candidates.length === 0 ? <EmptyState title={t('nobodyFits')} art="search">{t('nobodyFitsNote')}</EmptyState> : null}
      <CandidateList order={order} candidates={shown} onAssigned={onAssigned} />
      {others > 0 ? <p className={css.lead}>{t('others', { count: others })}</p> : null}
      {words.trim() !== '' && shown.length + stuck.length === 0 ? <p className={css.quiet} role="status">{t('nobodyNamed', { words: words.trim() })}</p> : null}
      {stuck.length > 0 ? <Blocked orderId={order.orderId} of={stuck} /> : null}
    </div>
  );
}

function CandidateList({ order, candidates, onAssigned }: { order: Order; candidates: readonly Candidate[]; onAssigned: () => void }) {
  const { t } = useText(orderText);
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const first = candidates.find(({ worker }) => worker.workerId !== order.workerId)?.worker.workerId;
  const isFocused = useRef(false);
  useEffect(() => {
    if (isFocused.current || candidates.length === 0) return;
    isFocused.current = true;
    box.current?.querySelector<HTMLElement>('[data-assign]:not(:disabled)')?.focus({ preventScroll: true });
  }, [candidates.length]);
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('[data-assign]:not(:disabled)') ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  };
  return (
    <div ref={box} className={css.stack} onKeyDown={move} data-testid="candidates" role="group" aria-label={t('candidates')}>
      {candidates.map((candidate, index) => (
        <CandidateCard
          key={candidate.worker.workerId} {...{ order, candidate, rank: index + 1, onAssigned }} isFirst={candidate.worker.workerId === first} isChosen={chosen === candidate.worker.workerId}
          onChoose={(isChosen) => {
            setChosen(isChosen ? candidate.worker.workerId : null);
            if (!isChosen) box.current?.querySelectorAll<HTMLElement>('[data-assign]')[index]?.focus({ preventScroll: true });
          }}
        />
      ))}
    </div>
  );
}

function CandidateCard({ order, candidate, rank, isChosen, onChoose, onAssigned, isFirst }: { order: Order; candidate: Candidate; rank: number; isFirst: boolean; isChosen: boolean; onChoose: (isChosen: boolean) => void; onAssigned: () => void }) {
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
          <span><button type="button" className={orderCss.name} onClick={() => openWorker(worker.workerId)}>{worker.name}</button><Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} />{isCurrent ? <Tag tone="sky">{t('current')}</Tag> : null}{candidate.isHeld ? <Tag tone="warm">{t('held')}</Tag> : null}{candidate.isOwnTerritory ? <Tag tone="jade">{t('own')}</Tag> : null}</span>
          <small>{t('level', { level: worker.level })} · {worker.merchantName ?? '—'} · {t('travel', { distance: distance(candidate.travelMeters), minutes: candidate.travelMinutes })}</small>
        </span>
        <span className={orderCss.score}><b>{Math.round(candidate.score)}</b><small>{t('rank', { rank })}</small></span>
        <Button type={isFirst ? 'primary' : 'default'} disabled={isCurrent} data-assign data-testid="candidate-assign" onClick={() => onChoose(!isChosen)} aria-expanded={isChosen} aria-label={`${t(order.workerId ? 'reassign' : 'assign')} ${worker.name}`}>{t(order.workerId ? 'reassign' : 'assign')}</Button>
      </div>
      {isChosen ? <AssignBar order={order} worker={worker} onDone={() => { onChoose(false); onAssigned(); }} onCancel={() => onChoose(false)} /> : null}
      {isTold ? <DimensionReasons of={candidate.dimensions} /> : <><DimensionBars of={candidate.dimensions} /><span className={css.lead}>{mainReasons(candidate.dimensions).map(({ reason }) => say(reason)).join(' · ')}</span></>}
      <button type="button" className={orderCss.more} aria-expanded={isTold} onClick={() => setTold(!isTold)}>{isTold ? <ChevronUp size={14} aria-hidden="true" /> : <ChevronDown size={14} aria-hidden="true" />}{t(isTold ? 'hideReasons' : 'showReasons')}</button>
    </div>
  );
}

function Blocked({ orderId, of }: { orderId: string; of: Found['blocked'] }) {
  const { t, say } = useText(orderText);
  const { openWorker } = useOpen();
  const [askedId, setAsked] = useState<string | null>(null);
  return (
    <Panel title={t('blocked', { count: of.length })} note={t('blockedNote')}>
      <div data-testid="blocked">
        {of.map(({ worker, blockers }) => (
          <div key={worker.workerId} className={orderCss.blocked}>
            <span className={orderCss.who}><button type="button" className={orderCss.name} onClick={() => openWorker(worker.workerId)}>{worker.name}</button><small>{worker.merchantName ?? '—'}</small></span>
            <span>
              {blockers.map(({ rule, reason }) => <span key={rule} style={{ display: 'block' }}>{say(reason)}</span>)}
              {askedId === worker.workerId ? <Help orderId={orderId} workerId={worker.workerId} /> : <button type="button" className={orderCss.more} onClick={() => setAsked(worker.workerId)}>{t('whatHelps')}</button>}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** What would make it possible for her, asked for when somebody wants to know. */
function Help({ orderId, workerId }: { orderId: string; workerId: string }) {
  const { t, say } = useText(orderText);
  const { timeWindow } = useFormat();
  const check = useView(['dispatch', 'checkMove', orderId, workerId], () => api.dispatch.checkMove({ orderId, workerId }), { live: { subject: orderId }, staleSeconds: 15, isKept: false });
  return (
    <Faces of={check} loading={<span className={css.quiet}>…</span>}>
      {({ help, isAllowed, displaced }) => (
        <span role="status" data-testid="blocked-help"><span className={css.lead}>{isAllowed ? t('deskMay') : say(help)}</span>
          {displaced.map((order) => <span key={order.orderId} className={css.lead} style={{ display: 'block' }}>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : ''} {say(order.itemName)} · {order.estateName}</span>)}
        </span>
      )}
    </Faces>
  );
}
