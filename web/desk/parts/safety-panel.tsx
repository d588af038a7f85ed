import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { workerText } from './worker.text.ts';

export const safetyTones = { green: 'jade', yellow: 'warm', red: 'danger' } as const;
type Profile = View<'workers', 'getProfile'>;

/** Her safety code part by part, and what stands against her credit, which the desk may take off with a reason. */
export function SafetyPanel({ worker }: { worker: Profile }) {
  const { t, say } = useText(workerText);
  const marks = useView(['workers', 'listMarks', worker.workerId], () => api.workers.listMarks({ workerId: worker.workerId }), { live: ['worker'], isKept: false });
  return (
    <Panel title={t('safety')} aside={<StatusPill tone={safetyTones[worker.safety.colour]}>{t(`safety_${worker.safety.colour}`)}</StatusPill>}>
      <div data-testid="safety-panel">
        {worker.safety.parts.map((part) => (
          <div key={part.part + part.words.zh} className={css.pair}>
            <span className={css.cell}><span>{say(part.name)}</span><small>{say(part.words)}</small></span>
            <StatusPill tone={safetyTones[part.colour]}>{t(`safety_${part.colour}`)}</StatusPill>
          </div>
        ))}
        {marks.value?.items.map((mark) => <Mark key={mark.markId} mark={mark} />)}
      </div>
    </Panel>
  );
}

function Mark({ mark }: { mark: View<'workers', 'listMarks'>['items'][number] }) {
  const { t, say, locale } = useText(workerText);
  const { openOrder } = useOpen();
  const [words, setWords] = useState<string | null>(null);
  const excuse = useCommand(api.workers.excuseMark, { onDone: () => { setWords(null); showToast(t('markTakenOff')); } });
  return (
    <div className={css.pair} data-testid="safety-mark">
      <span className={css.cell}>
        <span>{say(mark.name)} <span className={css.quiet}>{formatStamp(mark.at, locale)} · {mark.excused ? t('markOff') : t('markWeighs', { weight: mark.weight, percent: mark.weighsPercent })}</span></span>
        {mark.excused ? <small>{mark.excused.byName} · {mark.excused.words}</small> : null}
        {words === null ? null : <span className={css.line}><Input value={words} autoFocus maxLength={300} placeholder={t('markWhy')} aria-label={t('markWhy')} onChange={(event) => setWords(event.target.value)} onPressEnter={() => { if (words.trim()) void excuse.run({ markId: mark.markId, words: words.trim() }); }} /><Button type="primary" loading={excuse.isRunning} disabled={words.trim() === ''} data-testid="mark-excuse-go" onClick={() => void excuse.run({ markId: mark.markId, words: words.trim() })}>{t('markExcuse')}</Button></span>}
      </span>
      <span className={css.line}>
        <button type="button" className={css.link} onClick={() => openOrder(mark.orderId)}>{t('seeVisit')}</button>
        {mark.can['excuse']?.isAllowed && words === null ? <button type="button" className={css.link} data-testid="mark-excuse" onClick={() => setWords('')}>{t('markExcuse')}</button> : null}
      </span>
    </div>
  );
}
