import { Thermometer } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Dialog, Segmented, Sheet, TextArea } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { phaseOf } from '../next-step.ts';
import { Unsent } from '../unsent.tsx';
import { useNow } from '../use-now.ts';
import { useVisits, type Visit } from '../use-work.ts';
import { illText } from './ill.text.ts';
import css from './ill.module.css';

const spans = { today: 0, tomorrow: 1, three: 2 } as const;
type Span = keyof typeof spans;

/** Two taps: what follows is said, and the day is free. Everything else is the platform's to do. */
export function IllToday() {
  const { t } = useText(illText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" isWide icon={<Thermometer size={20} aria-hidden="true" />} data-testid="ill-open" onClick={() => setOpen(true)}>{t('open')}</Button>
      {isOpen ? <IllSheet onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function IllSheet({ onClose }: { onClose: () => void }) {
  const { t } = useText(illText);
  const now = useNow();
  const today = dayOf(now);
  const [span, setSpan] = useState<Span>('today');
  const [note, setNote] = useState('');
  const [done, setDone] = useState<View<'dispatch', 'reportIll'> | null>(null);
  const report = useCommand(api.dispatch.reportIll, { onDone: setDone });
  const visits = useVisits(today).value?.items ?? [];
  const until = instantAt(addDays(today, spans[span]), '24:00');
  const isConcerned = (visit: Visit): boolean => ['offered', 'depart', 'checkIn', 'confirm', 'start'].includes(phaseOf(visit)) && visit.startAt! < until;
  const count = visits.filter(isConcerned).length;
  const run = (): void => { void report.run({ until, note: note.trim() }); };
  if (done) {
    const isRunning = visits.some(({ status }) => status === 'inService');
    return (
      <Dialog isOpen title={t('doneTitle')} confirm={t('ok')} cancel={null} onConfirm={onClose} onClose={onClose}>
        <span className={css.done} data-testid="ill-done">
          {done.moves.length > 0 ? <span>{t('moved', { count: done.moves.length })}</span> : null}
          {done.left.length > 0 ? <span>{isRunning ? t('running') : t('left', { count: done.left.length })}</span> : null}
          <span>{t('rest')}</span>
        </span>
      </Dialog>
    );
  }
  return (
    <Sheet isOpen title={t('title')} onClose={onClose} bar={<Button size="large" isWide data-testid="ill-confirm" isBusy={report.isRunning} onClick={run}>{t('confirm', { day: t(span) })}</Button>}>
      <p>{t('lead')}</p>
      <Segmented label={t('until')} value={span} onChange={setSpan} choices={(['today', 'tomorrow', 'three'] as const).map((value) => ({ value, label: t(value) }))} />
      <p className={css.count} data-testid="ill-count">{count > 0 ? t('concerned', { count }) : t('none')}</p>
      <TextArea label={t('note')} placeholder={t('noteHint')} isOptional maxLength={200} value={note} onChange={setNote} />
      <Unsent refusal={report.refusal} onRetry={run} />
    </Sheet>
  );
}
