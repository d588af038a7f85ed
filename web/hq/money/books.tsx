import { Button, DatePicker, Input, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { addDays, dayOf, formatMoney, formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useNow, useParam } from '../use-hq.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';

type Day = View<'payments', 'listReconciliations'>['items'][number];
type Difference = View<'payments', 'listDifferences'>['items'][number];
type Rail = 'wechat' | 'alipay';
const states = ['open', 'explained', 'writtenOff', 'all'] as const;
type State = (typeof states)[number];
const stateWords = { open: 'open', explained: 'explained', writtenOff: 'writtenOff', all: 'all' } as const;
const kindWords = { missing: 'missing', extra: 'extra', amount: 'amountKind', fee: 'feeKind', date: 'dateKind' } as const;
const tones = { open: 'danger', explained: 'jade', writtenOff: 'grey' } as const;
const isRail = (rail: string): rail is Rail => rail === 'wechat' || rail === 'alipay';

/** The providers' books against ours: the days compared, and each difference until somebody has said what it was. */
export function Books() {
  return <><Compare /><div className={css.wideLeft}><Differences /><Days /></div></>;
}

/** Compares a finished day now; what runs by itself every morning. */
function Compare() {
  const { t } = useText(moneyText);
  const { day: sayDay } = useFormat();
  const yesterday = addDays(dayOf(useNow()), -1);
  const [rail, setRail] = useState<Rail>('wechat');
  const [wished, setDay] = useState<string | null>(null);
  const day = wished ?? yesterday;
  const compare = useCommand(api.payments.reconcile, { onDone: (done) => showToast(done.differences === 0 ? t('comparedClean', { day: sayDay(done.day) }) : t('compared', { day: sayDay(done.day), count: done.differences }), { tone: done.differences === 0 ? 'jade' : 'warm' }) });
  return (
    <div className={partCss.line}>
      <Select<Rail> aria-label={t('rail')} value={rail} onChange={setRail} options={(['wechat', 'alipay'] as const).map((value) => ({ value, label: t(value) }))} style={{ width: 110 }} />
      <DatePicker aria-label={t('day')} allowClear={false} inputReadOnly value={dayjs(day)} format={() => sayDay(day)} maxDate={dayjs(yesterday)} onChange={(value: dayjs.Dayjs | null) => { if (value) setDay(value.format('YYYY-MM-DD')); }} />
      <FinanceButton type="primary" data-testid="compare" loading={compare.isRunning} onClick={() => void compare.run({ rail, day })}>{t('compare')}</FinanceButton>
      <span className={css.note}>{t('reconcileLead')}</span>
    </div>
  );
}

function Days() {
  const { t } = useText(moneyText);
  const { day: sayDay } = useFormat();
  const found = useView(['payments', 'listReconciliations'], () => api.payments.listReconciliations({}), { live: ['payment.reconciled'] });
  const note = (differences: number, open: number): string => (differences === 0 ? t('clean') : open > 0 ? t('openCount', { count: open }) : t('allExplained', { count: differences }));
  return (
    <Panel title={t('days')} note={found.value && found.value.suspenseFen !== 0 ? t('suspenseIs', { amount: formatMoney(found.value.suspenseFen) }) : undefined}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noReconciled')} art="calm">{t('noDaysNote')}</EmptyState>}>
        {({ items }) => (
          <div data-testid="days">{[...byDay(items)].map(([day, rails]) => {
            const sum = (of: 'theirsFen' | 'feeFen' | 'differences' | 'open'): number => rails.reduce((total, one) => total + one[of], 0);
            return (
              <div key={day} className={css.account}>
                <span>{sayDay(day)}<small className={css.sub}>{rails.map((one) => t('railRows', { rail: isRail(one.rail) ? t(one.rail) : one.rail, count: one.rows })).join(' · ')} · {t('fee')} {formatMoney(sum('feeFen'))}</small></span>
                <span style={{ textAlign: 'end' }}><Amount fen={sum('theirsFen')} /><small className={css.sub} style={sum('open') > 0 ? { color: 'var(--danger-600)' } : undefined}>{note(sum('differences'), sum('open'))}</small></span>
              </div>
            );
          })}</div>
        )}
      </Faces>
    </Panel>
  );
}

/** The rails of each day together, newest day first. */
function byDay(of: readonly Day[]): Map<string, Day[]> {
  const days = new Map<string, Day[]>();
  for (const one of of) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return days;
}

function Differences() {
  const { t, say, locale } = useText(moneyText);
  const { day: sayDay } = useFormat();
  const { param, setParam, open } = useParam();
  const wished = param('status');
  const state: State = states.find((one) => one === wished) ?? 'open';
  const found = usePages(['payments', 'listDifferences', state], (cursor) => api.payments.listDifferences({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['payment.reconciled'] });
  const opened = found.value?.find(({ differenceId }) => differenceId === param('difference')) ?? null;
  const where = (row: Difference): string => `${isRail(row.rail) ? t(row.rail) : row.rail} · ${sayDay(row.day)} · ${t(row.rowKind)}`;
  const sum = (fen: number | null) => (fen === null ? '—' : <Amount fen={fen} />);
  const state_ = (row: Difference) => <span className={partCss.state}><StatusPill tone={tones[row.state]}>{t(stateWords[row.state])}</StatusPill><small>{row.state === 'open' ? (row.isOverdue ? t('overdue') : null) : `${row.resolution} · ${t('by', { name: row.resolvedBy ?? '' })}`}</small></span>;
  const columns = [
    { title: t('kind'), key: 'kind', width: 130, render: (_: unknown, row: Difference) => <b className={partCss.strong}>{t(kindWords[row.kind])}</b> },
    { title: t('number'), key: 'number', width: 230, render: (_: unknown, row: Difference) => <span className={partCss.cell}><span className={css.hash}>{row.outNo}</span><small>{where(row)}</small></span> },
    { title: t('ours'), key: 'ours', width: 100, align: 'right' as const, render: (_: unknown, row: Difference) => sum(row.oursFen) },
    { title: t('theirs'), key: 'theirs', width: 100, align: 'right' as const, render: (_: unknown, row: Difference) => sum(row.theirsFen) },
    { title: t('state'), key: 'state', width: 190, render: (_: unknown, row: Difference) => state_(row) },
    { title: '', key: 'act', width: 90, render: (_: unknown, row: Difference) => (row.state === 'open' ? <FinanceButton size="small" data-testid="difference-open" onClick={() => open('difference', row.differenceId)}>{t('resolve')}</FinanceButton> : null) },
  ];
  const card = (row: Difference): RowCard => ({ title: t(kindWords[row.kind]), aside: state_(row), note: <><span className={partCss.wide}>{say(row.words)}</span><span>{where(row)}</span><span>{formatStamp(row.foundAt, locale)}</span></> });
  return (
    <Panel title={t('differences')} aside={<Segmented<State> size="small" value={state} onChange={(next) => setParam('status', next === 'open' ? null : next)} options={states.map((value) => ({ value, label: t(stateWords[value]) }))} />}>
      <div data-testid="differences"><DenseTable<Difference> of={found} rowKey={(row) => row.differenceId} columns={columns} card={card} onOpen={(row) => open('difference', row.differenceId)} openKey={opened?.differenceId ?? null} empty={<EmptyState title={t('noDifferences')} art="calm">{t('noDifferencesNote')}</EmptyState>} /></div>
      {opened ? <DifferenceDrawer key={opened.differenceId} of={opened} where={where(opened)} onClose={() => open('difference', null)} /> : null}
    </Panel>
  );
}

function DifferenceDrawer({ of, where, onClose }: { of: Difference; where: string; onClose: () => void }) {
  const { t, say } = useText(moneyText);
  const { instant } = useFormat();
  const [how, setHow] = useState<'explained' | 'writtenOff'>('explained');
  const [words, setWords] = useState('');
  const resolve = useCommand(api.payments.resolveDifference, { onDone: () => { showToast(t('resolved')); onClose(); } });
  return (
    <DeskDrawer isOpen title={t(kindWords[of.kind])} widthPixels={520} onClose={onClose} {...(of.state === 'open' && { footer: <div className={partCss.line}><FinanceButton type="primary" loading={resolve.isRunning} disabled={words.trim() === ''} data-testid="difference-resolve" onClick={() => void resolve.run({ differenceId: of.differenceId, how, words: words.trim() })}>{t(how === 'explained' ? 'howExplained' : 'howWrittenOff')}</FinanceButton><Button onClick={onClose}>{t('cancel')}</Button></div> })}>
      <div className={partCss.stack} data-testid="difference-drawer">
        <p className={partCss.strong}>{say(of.words)}</p>
        <Panel title={where}>
          <Facts of={[[t('number'), <span key="n" className={css.hash}>{of.outNo}</span>], [t('ours'), of.oursFen === null ? '—' : formatMoney(of.oursFen)], [t('theirs'), of.theirsFen === null ? '—' : formatMoney(of.theirsFen)], [t('inSuspense'), of.openFen === 0 ? null : formatMoney(of.openFen)], [t('found'), instant(of.foundAt)], [t(stateWords[of.state]), of.state === 'open' ? null : `${of.resolution} · ${t('by', { name: of.resolvedBy ?? '' })}`]]} />
        </Panel>
        {of.state === 'open' ? (
          <div className={partCss.form}>
            <b className={partCss.strong}>{t('resolveTitle')}</b>
            <div className={partCss.two}>{(['explained', 'writtenOff'] as const).map((value) => <button key={value} type="button" className={css.choice} aria-pressed={how === value} onClick={() => setHow(value)}><b>{t(value === 'explained' ? 'howExplained' : 'howWrittenOff')}</b><small>{t(value === 'explained' ? 'howExplainedNote' : 'howWrittenOffNote')}</small></button>)}</div>
            <div className={partCss.line} role="group" aria-label={t('words')}>{(['w1', 'w2', 'w3', 'w4'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
            <Input.TextArea rows={2} value={words} maxLength={200} aria-label={t('words')} placeholder={t('words')} onChange={(event) => setWords(event.target.value)} />
          </div>
        ) : null}
      </div>
    </DeskDrawer>
  );
}
