import type { refusalReasons } from '@linli/contract';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, EmptyState, Faces, Sheet, SkeletonList, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { Unsent } from '../unsent.tsx';
import type { Profile } from '../use-work.ts';
import { answersText } from './answers.text.ts';
import css from './me.module.css';

type Answer = View<'workers', 'myResponses'>['items'][number];
type Reason = (typeof refusalReasons)[number];
const reasons = ['unsafeHome', 'falseAddress', 'illness', 'overDistance', 'sceneNotDeclared', 'timeClash', 'familyMatter', 'payTooLow', 'other'] as const satisfies readonly Reason[];
const isReason = (reason: string | null): reason is Reason => reasons.some((one) => one === reason);

/** How she has answered offers, in the very numbers dispatch weighs, and behind them each answer with what it still costs. */
export function Answers({ profile }: { profile: Profile }) {
  const { t } = useText(answersText);
  const [isOpen, setOpen] = useState(false);
  const { acceptedPercent, weighedRefusals, ...counts } = profile.responses;
  const figures = [[counts.accepted, t('accepted')], [counts.refusedExcused, t('excused')], [counts.refusedUnexcused, t('unexcused')], [counts.expired, t('expired')]] as const;
  return (
    <Card title={t('answers')}>
      <p className={css.soft}>{t('answersNote')}</p>
      <dl className={css.figures}>{figures.map(([count, label]) => <div key={label}><dd>{count}</dd><dt>{label}</dt></div>)}</dl>
      <p><b>{acceptedPercent === null ? t('noRate') : t('rate', { percent: acceptedPercent })}</b>{weighedRefusals > 0 ? ` · ${t('weighed', { count: weighedRefusals })}` : ''}</p>
      <button type="button" className={css.link} data-testid="answers-open" onClick={() => setOpen(true)}>{t('see')}<ChevronRight size={18} aria-hidden="true" /></button>
      {isOpen ? <Each onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function Each({ onClose }: { onClose: () => void }) {
  const { t } = useText(answersText);
  const found = usePages(['workers', 'myResponses'], (cursor) => api.workers.myResponses({ limit: 30, ...(cursor && { cursor }) }), { live: ['worker.changed'] });
  const [appealed, setAppealed] = useState<Answer | null>(null);
  if (appealed) return <Appeal of={appealed} onClose={() => setAppealed(null)} />;
  return (
    <Sheet isOpen isFull title={t('list')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonList count={4} hasAvatar={false} />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('none')} art="calm" />}>
        {(items) => <div className={css.stack} data-testid="answers">{items.map((one) => <OneAnswer key={one.responseId} of={one} onAppeal={() => setAppealed(one)} />)}</div>}
      </Faces>
      {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('more')}</Button> : null}
    </Sheet>
  );
}

function OneAnswer({ of, onAppeal }: { of: Answer; onAppeal: () => void }) {
  const { t, say } = useText(answersText);
  const { instant } = useFormat();
  const what = of.kind === 'accepted' ? t('kindAccepted') : of.kind === 'expired' ? t('kindExpired') : isReason(of.reason) ? t(of.reason) : t('other');
  const effect = of.kind !== 'refused' ? null : of.isExcused ? t('kindExcused') : t('kindRefused', { percent: of.weighsPercent });
  return (
    <Card>
      <article data-testid="answer">
        <p className={css.reviewHead}><b>{what}</b><small>{instant(of.at)}</small></p>
        <p className={css.soft}>{say(of.about)}{of.words ? ` · ${of.words}` : ''}</p>
        {effect ? <p>{effect}</p> : null}
        {of.appeal ? <p className={css.appeal} data-state={of.appeal.state}><b>{t(of.appeal.state === 'open' ? 'open' : of.appeal.state === 'accepted' ? 'upheld' : 'declined')}</b>{of.appeal.decisionWords ? ` ${of.appeal.decisionWords}` : ''}</p> : null}
        {of.can['appeal']?.isAllowed ? <Button kind="secondary" data-testid="answer-appeal" onClick={onAppeal}>{t('appeal')}</Button> : null}
      </article>
    </Card>
  );
}

function Appeal({ of, onClose }: { of: Answer; onClose: () => void }) {
  const { t, say } = useText(answersText);
  const [words, setWords] = useState('');
  const send = useCommand(api.workers.appealResponse, { refreshes: [['workers']], onDone: () => { showToast(t('sent')); onClose(); } });
  const run = (): void => void send.run({ responseId: of.responseId, words: words.trim() });
  return (
    <Sheet isOpen title={t('appealTitle')} onClose={onClose} bar={<Button size="large" isWide data-testid="appeal-send" disabled={words.trim() === ''} isBusy={send.isRunning} onClick={run}>{t('send')}</Button>}>
      <p className={css.soft}>{say(of.about)}</p>
      <p>{t('appealLead')}</p>
      <TextArea label={t('words')} placeholder={t('wordsHint')} maxLength={500} value={words} onChange={setWords} />
      <Unsent refusal={send.refusal} onRetry={run} />
    </Sheet>
  );
}
