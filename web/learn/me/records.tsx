import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, EmptyState, Faces, List, Notice, Row, Sheet, SkeletonScreen, Tag, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { meText } from '../pages/me.text.ts';

type Conduct = View<'workers', 'conductOf'>['items'][number];
const appealKeys = { open: 'appealOpen', accepted: 'appealAccepted', rejected: 'appealRejected' } as const;

/** Rewards, and steps with their reason; each step may be appealed once, in time. */
export function Conducts({ workerId }: { workerId: string }) {
  const { t, say } = useText(meText);
  const { day, instant } = useFormat();
  const found = useView(['workers', 'conductOf', workerId], () => api.workers.conductOf({ workerId }), { live: ['worker'] });
  const [asked, setAsked] = useState<Conduct | null>(null);
  return (
    <Card title={t('rewards')}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<p className={css.soft}>{t('rewardsNone')}</p>}>
        {({ items }) => (
          <ul className={css.stack}>
            {items.map((one) => (
              <li key={one.conductId} className={css.stack}>
                <span className={css.row}><b>{say(one.kindName)}{one.amountFen ? <> · <Amount fen={one.amountFen} /></> : null}</b><Tag tone={one.kind === 'reward' ? 'jade' : one.state === 'standing' ? 'warm' : 'grey'}>{t(one.state)}</Tag></span>
                <p>{one.reason}</p>
                <small className={css.soft}>{day(one.at)} · {one.byName}{one.until ? ` · ${t('until', { day: day(one.until) })}` : ''}</small>
                {one.appeal ? <Notice tone={one.appeal.state === 'accepted' ? 'jade' : 'sky'}>{t(appealKeys[one.appeal.state])}{one.appeal.decisionWords ? `：${one.appeal.decisionWords}` : ''}</Notice> : one.canAppeal ? <span className={css.row}><small className={css.soft}>{t('appealBefore', { time: instant(one.appealBefore) })}</small><Button kind="secondary" onClick={() => setAsked(one)}>{t('appeal')}</Button></span> : null}
              </li>
            ))}
          </ul>
        )}
      </Faces>
      {asked ? <Appeal of={asked} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

function Appeal({ of, onClose }: { of: Conduct; onClose: () => void }) {
  const { t, say } = useText(meText);
  const [words, setWords] = useState('');
  const send = useCommand(api.workers.appealConduct, { isQuiet: true, onDone: () => { showToast(t('appealSent')); onClose(); } });
  return (
    <Sheet isOpen title={`${t('appeal')} · ${say(of.kindName)}`} onClose={onClose} bar={<Button size="large" isWide disabled={words.trim() === ''} isBusy={send.isRunning} onClick={() => void send.run({ conductId: of.conductId, words })}>{t('appealSend')}</Button>}>
      <p>{of.reason}</p>
      <TextArea label={t('appealWords')} value={words} onChange={setWords} maxLength={500} wrong={send.refusal} />
    </Sheet>
  );
}

export function CareSheet({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t, say } = useText(meText);
  const { day } = useFormat();
  const found = useView(['workers', 'careOf', workerId], () => api.workers.careOf({ workerId }), { live: ['worker'] });
  return (
    <Sheet isOpen title={t('care')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('careNone')} art="calm" />}>
        {({ items }) => <List>{items.map((one) => <Row key={one.careId} title={say(one.kindName)} note={`${day(one.givenOn)} · ${one.words}`} end={one.amountFen > 0 ? <Amount fen={one.amountFen} /> : undefined} />)}</List>}
      </Faces>
    </Sheet>
  );
}

export function ReadsSheet({ onClose }: { onClose: () => void }) {
  const { t } = useText(meText);
  const { instant } = useFormat();
  const found = usePages(['workers', 'recordReads'], (cursor) => api.workers.recordReads({ limit: 30, ...(cursor && { cursor }) }), { live: ['worker'] });
  return (
    <Sheet isOpen title={t('reads')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('readsNone')} art="calm" />}>
        {(items) => <List>{items.map((one) => <Row key={one.at + one.kind} title={`${one.readerName} · ${t(one.kind)}`} note={`${instant(one.at)} · ${one.why}`} />)}</List>}
      </Faces>
      {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('more')}</Button> : null}
    </Sheet>
  );
}
