import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { formatStamp } from '../../format.ts';
import { useText } from '../../i18n.ts';
import { EmptyState, Faces, Tag } from '../../kit/index.ts';
import type { Tone } from '../../tokens.ts';
import { useView } from '../../use-view.ts';
import deskCss from '../parts.module.css';
import css from './decisions.module.css';
import { decisionsText } from './decisions.text.ts';
import { DimensionReasons } from './dimensions.tsx';
import { Replay } from './replay.tsx';

type Decision = View<'dispatch', 'decisions'>['items'][number];
const kinds = {
  offer: ['kindOffer', 'sky'], assign: ['kindAssign', 'jade'], grab: ['kindGrab', 'jade'], hold: ['kindHold', 'warm'], none: ['kindNone', 'danger'], refused: ['kindRefused', 'warm'], expired: ['kindExpired', 'warm'], withdrawn: ['kindWithdrawn', 'grey'],
  batch: ['kindBatch', 'sky'], hall: ['kindHall', 'warm'], merchant: ['kindMerchant', 'warm'], diverted: ['kindDiverted', 'danger'], filler: ['kindFiller', 'sky'], plan: ['kindPlan', 'jade'], repair: ['kindRepair', 'warm'], undo: ['kindUndo', 'grey'],
} as const satisfies Record<Decision['kind'], readonly [string, Tone]>;
/** An answer or a withdrawal chose nobody: there is nothing to choose again. */
const isChoice = ({ kind }: Decision): boolean => kind === 'offer' || kind === 'assign' || kind === 'grab' || kind === 'none';

/** Every dispatch decision, newest first, with the reasons that stood when it was taken; each may be taken again under another policy. */
export function Decisions({ orderId }: { orderId: string }) {
  const { t } = useText(decisionsText);
  const found = useView(['dispatch', 'decisions', orderId], () => api.dispatch.decisions({ orderId }), { live: { subject: orderId }, isKept: false });
  return (
    <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noDecisions')} art="calm" />}>
      {({ items }) => <div className={deskCss.stack} data-testid="decisions">{[...items].reverse().map((decision) => <DecisionCard key={decision.decisionId} decision={decision} />)}</div>}
    </Faces>
  );
}

function DecisionCard({ decision }: { decision: Decision }) {
  const { t, say, locale } = useText(decisionsText);
  const [isTold, setTold] = useState(false);
  const [isReplaying, setReplaying] = useState(false);
  const [key, tone] = kinds[decision.kind];
  return (
    <article className={css.decision}>
      <div className={css.top}>
        <Tag tone={tone}>{t(key)}</Tag>{decision.workerName ? <b>{decision.workerName}</b> : null}{decision.score === null ? null : <span className={deskCss.quiet}>{t('scoreOf', { score: Math.round(decision.score) })}</span>}
        <time dateTime={decision.at}>{formatStamp(decision.at, locale)}</time>
      </div>
      <p>{say(decision.words)}</p>
      <div className={css.ways}>
        {decision.dimensions.length > 0 ? <button type="button" className={deskCss.link} aria-expanded={isTold} onClick={() => setTold(!isTold)}>{t(isTold ? 'hideReasons' : 'showReasons')} · {t('formula', { version: decision.formulaVersion })}</button> : null}
        {isChoice(decision) ? <button type="button" className={deskCss.link} aria-expanded={isReplaying} data-testid="decision-replay" onClick={() => setReplaying(!isReplaying)}>{t(isReplaying ? 'hideReplay' : 'replay')}</button> : null}
      </div>
      {isTold ? <DimensionReasons of={decision.dimensions} /> : null}
      {isReplaying ? <Replay decisionId={decision.decisionId} /> : null}
    </article>
  );
}
