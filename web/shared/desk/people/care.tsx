import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { today } from '../../format.ts';
import { useText } from '../../i18n.ts';
import { Amount, Faces, SkeletonList, showToast } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Panel } from '../panel.tsx';
import css from '../parts.module.css';
import { useHolds } from '../use-param.ts';
import { peopleText } from './people.text.ts';

type Kind = View<'workers', 'careOf'>['items'][number]['kind'];
const kinds = ['festival', 'health', 'family', 'training', 'hardship', 'other'] as const satisfies readonly Kind[];

/** What a worker was given beside her pay; the operator and her merchant's owner write it down. */
export function CarePanel({ workerId }: { workerId: string }) {
  const { t, say } = useText(peopleText);
  const { day } = useFormat();
  const mayRecord = useHolds()('operator', 'merchantOwner');
  const [isOpen, setOpen] = useState(false);
  const found = useView(['workers', 'careOf', workerId], () => api.workers.careOf({ workerId }), { live: ['worker'] });
  return (
    <Panel title={t('care')} note={t('careNote')} aside={mayRecord && !isOpen ? <Button size="small" data-testid="care-add" onClick={() => setOpen(true)}>{t('recordCare')}</Button> : null}>
      {isOpen ? <Form workerId={workerId} onClose={() => setOpen(false)} /> : null}
      <Faces of={found} loading={<SkeletonList count={1} />} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('careNone')}</p>}>
        {({ items }) => <div className={css.stack} data-testid="care">{items.map((one) => <div key={one.careId} className={css.pair}><span className={css.cell}><span>{say(one.kindName)} · {one.words}</span><small>{day(one.givenOn)} · {one.byName}</small></span>{one.amountFen > 0 ? <Amount fen={one.amountFen} /> : null}</div>)}</div>}
      </Faces>
    </Panel>
  );
}

function Form({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t, locale } = useText(peopleText);
  const [kind, setKind] = useState<Kind>('festival');
  const [words, setWords] = useState('');
  const [yuan, setYuan] = useState<number | null>(null);
  const [givenOn, setDay] = useState(today());
  const send = useCommand(api.workers.recordCare, { isQuiet: true, onDone: () => { showToast(t('careSaved')); onClose(); } });
  const isFull = words.trim() !== '';
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (isFull) void send.run({ workerId, kind, words: words.trim(), amountFen: Math.round((yuan ?? 0) * 100), givenOn }); }}>
      <div className={css.two}>
        <label>{t('kind')}<Select value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('careDay')}<DatePicker allowClear={false} value={dayjs(givenOn)} onChange={(next: dayjs.Dayjs | null) => { if (next) setDay(next.format('YYYY-MM-DD')); }} /></label>
      </div>
      <Input value={words} maxLength={200} aria-label={t('careWords')} placeholder={t('careWords')} data-testid="care-words" onChange={(event) => setWords(event.target.value)} />
      <label>{t('careYuan')}<InputNumber min={0} max={100_000} precision={2} value={yuan} onChange={setYuan} style={{ width: 200 }} /></label>
      {send.refusal ? <span className={css.wrong} role="alert">{send.refusal[locale]}</span> : null}
      <div className={css.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={send.isRunning} data-testid="care-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}
