import { Button, Input, Segmented } from 'antd';
import { PhoneCall } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut, useShortcutKeys } from '../../shared/desk/use-shortcut.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Stars, StarsInput, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useHolds } from '../use-desk.ts';
import formCss from './follow-ups.module.css';
import { followText } from './follow-ups.text.ts';

type FollowUp = View<'support', 'listFollowUps'>['items'][number];
const states = ['due', 'done', 'unreachable'] as const;
type State = (typeof states)[number];

/** Families to ring, most overdue first; the survey beside the list, one after the other. */
export default function FollowUpsPage() {
  const { t, say } = useText(followText);
  const { relative, instant } = useFormat();
  const { param, setParam, setParams } = useOpen();
  const state = (param('state') ?? 'due') as State;
  const found = usePages(['support', 'listFollowUps', state], (cursor) => api.support.listFollowUps({ state, ...(cursor && { cursor }) }), { live: ['followUp', 'order'], everySeconds: 60 });
  const openId = param('followUp');
  // One that was just recorded leaves the list; its drawer closes with it unless the next one opened.
  const [kept, setKept] = useState<FollowUp | null>(null);
  const open = found.value?.find(({ followUpId }) => followUpId === openId) ?? (kept?.followUpId === openId ? kept : null);
  const show = (one: FollowUp | null): void => { setKept(one); setParam('followUp', one?.followUpId ?? null); };
  const nextOf = (one: FollowUp): FollowUp | null => {
    const rows = found.value ?? [];
    const at = rows.findIndex(({ followUpId }) => followUpId === one.followUpId);
    return rows[at + 1] ?? rows.find(({ followUpId }) => followUpId !== one.followUpId) ?? null;
  };
  const isDue = state === 'due';
  const columns = [
    { title: isDue ? t('dueAt') : t('doneAt'), key: 'at', width: 156, render: (_: unknown, row: FollowUp) => (isDue ? <span className={css.clipped}><b style={{ fontWeight: 600 }}>{relative(row.dueAt)}</b>{row.isOverdue ? <small className={css.danger}>{t('overdue')}</small> : null}</span> : instant(row.doneAt ?? row.dueAt)) },
    { title: t('customer'), key: 'customer', width: 170, render: (_: unknown, row: FollowUp) => <span className={css.cell}><span>{row.customerName}</span><small>{row.maskedPhone}</small></span> },
    { title: t('service'), key: 'service', width: 160, render: (_: unknown, row: FollowUp) => <span className={css.cell}><span>{say(row.itemName)}</span><small>{row.orderNo}</small></span> },
    { title: t('worker'), key: 'worker', width: 180, render: (_: unknown, row: FollowUp) => <span className={css.clipped} style={{ maxWidth: 170 }}><span>{row.workerName ?? t('dash')}</span><small>{row.merchantName ?? ''}</small></span> },
    { title: t('attempts'), key: 'attempts', width: 76, render: (_: unknown, row: FollowUp) => (row.attempts > 0 ? t('attemptsCount', { count: row.attempts }) : t('dash')) },
    ...(state === 'done' ? [
      { title: t('satisfaction'), key: 'stars', width: 110, render: (_: unknown, row: FollowUp) => (row.satisfaction ? <Stars rating={row.satisfaction} /> : t('dash')) },
      { title: t('words'), key: 'words', width: 220, ellipsis: true, render: (_: unknown, row: FollowUp) => row.words || t('dash') },
      { title: t('agent'), key: 'agent', width: 100, render: (_: unknown, row: FollowUp) => row.agentName ?? t('dash') },
    ] : []),
  ];
  const card = (row: FollowUp): RowCard => ({
    title: row.customerName, aside: isDue ? <span className={row.isOverdue ? css.danger : undefined}>{relative(row.dueAt)}{row.isOverdue ? ` · ${t('overdue')}` : ''}</span> : row.satisfaction ? <Stars rating={row.satisfaction} /> : null,
    note: <><span className={css.wide}>{say(row.itemName)}{row.workerName ? ` · ${row.workerName}` : ''}</span><span>{row.maskedPhone}</span>{row.attempts > 0 ? <span>{t('attempts')} {t('attemptsCount', { count: row.attempts })}</span> : null}{isDue ? null : <span>{instant(row.doneAt ?? row.dueAt)}</span>}{row.words ? <span className={css.wide}>{row.words}</span> : null}</>,
  });
  return (
    <Page title={t('title')}>
      <FilterBar<State> segments={{ value: state, onChange: (next) => setParams({ state: next === 'due' ? null : next, followUp: null }), choices: states.map((value) => ({ value, label: t(value) })) }} />
      <div data-testid="follow-ups"><DenseTable<FollowUp> of={found} rowKey={(row) => row.followUpId} columns={columns} card={card} onOpen={show} openKey={openId} empty={<EmptyState title={t(isDue ? 'emptyDue' : state === 'done' ? 'emptyDone' : 'emptyUnreachable')} art="calm">{isDue ? t('emptyDueNote') : null}</EmptyState>} /></div>
      {open ? <Survey key={open.followUpId} of={open} next={nextOf(open)} onNext={show} /> : null}
    </Page>
  );
}

type Answers = { satisfaction: number; isArrivedOnTime: boolean | null; isScopeDone: boolean | null; isExtraCharged: boolean | null; words: string };
const unanswered: Answers = { satisfaction: 0, isArrivedOnTime: null, isScopeDone: null, isExtraCharged: null, words: '' };

/** Rings and records: c rings, 1–5 give the stars, Ctrl+Enter saves and goes on. */
function Survey({ of, next, onNext }: { of: FollowUp; next: FollowUp | null; onNext: (next: FollowUp | null) => void }) {
  const { t, say } = useText(followText);
  const { relative } = useFormat();
  const { openOrder } = useOpen();
  const mayCall = useHolds()('agent', 'operator');
  const [answers, setAnswers] = useState(unanswered);
  const change = (part: Partial<Answers>): void => setAnswers((former) => ({ ...former, ...part }));
  const ring = useCommand(api.support.callCustomer, { refreshes: [] });
  const [dialNumber, setDialNumber] = useState<string | null>(null);
  const record = useCommand(api.support.recordFollowUp);
  const isOpen = of.state === 'due';
  const call = async (): Promise<void> => { const placed = await ring.run({ followUpId: of.followUpId }); if (placed) setDialNumber(placed.dialNumber); };
  const save = async (isReached: boolean): Promise<void> => {
    if (isReached && answers.satisfaction === 0) return showToast(t('needStars'), { tone: 'warm' });
    const { satisfaction, isArrivedOnTime, isScopeDone, isExtraCharged, words } = answers;
    const done = await record.run({
      followUpId: of.followUpId, isReached, words: words.trim(),
      ...(isReached && { satisfaction, ...(isArrivedOnTime !== null && { isArrivedOnTime }), ...(isScopeDone !== null && { isScopeDone }), ...(isExtraCharged !== null && { isExtraCharged }) }),
    });
    if (!done) return;
    showToast(isReached ? t('saved', { name: of.customerName, stars: satisfaction }) : t('notReachedSaved'));
    onNext(next);
  };
  useShortcut('c', () => { if (isOpen && mayCall) void call(); }, t('shortcutRing'));
  useShortcutKeys('12345', (key) => { if (isOpen) change({ satisfaction: Number(key) }); }, (count) => t('shortcutStars', { count }));
  const asks = [['isArrivedOnTime', 'onTime'], ['isScopeDone', 'scope'], ['isExtraCharged', 'extra']] as const;
  return (
    <DeskDrawer
      isOpen title={`${of.customerName} · ${say(of.itemName)}`} widthPixels={520} onClose={() => onNext(null)} aside={<Button onClick={() => openOrder(of.orderId)}>{t('openOrder')}</Button>}
      footer={isOpen ? <div className={formCss.foot}>
        <Button type="primary" loading={record.isRunning} disabled={!mayCall} onClick={() => void save(true)} data-testid="follow-up-save" title="Ctrl+Enter">{next ? t('save') : t('saveOnly')}</Button>
        <Button disabled={!mayCall || record.isRunning} onClick={() => void save(false)} data-testid="follow-up-not-reached">{t('notReached')}</Button>
        <small>{!mayCall ? t('needAgent') : next ? t('next', { name: next.customerName }) : ''}</small>
      </div> : null}
    >
      <div role="group" aria-label={of.customerName} className={formCss.form} data-testid="follow-up-drawer" onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(true); }}>
        {isOpen ? (
          <div className={formCss.ring}>
            <p>{dialNumber ? t('ringing') : `${t('phone')} ${of.maskedPhone}`}{dialNumber ? <b data-testid="dial-number"> {dialNumber}</b> : null}</p>
            <Button icon={<PhoneCall size={16} />} loading={ring.isRunning} disabled={!mayCall} onClick={() => void call()} data-testid="follow-up-call" title="c">{t('ring')}</Button>
          </div>
        ) : null}
        <Panel title={t('itemNote')} aside={of.isOverdue ? <StatusPill tone="danger">{t('overdue')}</StatusPill> : null}>
          <Facts of={[[t('service'), say(of.itemName)], [t('orderNo'), of.orderNo], [t('worker'), of.workerName ? `${of.workerName}${of.merchantName ? ` · ${of.merchantName}` : ''}` : null], [t('dueAt'), relative(of.dueAt)], [t('attempts'), of.attempts > 0 ? t('attemptsCount', { count: of.attempts }) : null], [t('agent'), of.agentName], [t('words'), of.state === 'due' ? null : of.words], [t('satisfaction'), of.satisfaction ? <Stars key="s" rating={of.satisfaction} isFull /> : null]]} />
        </Panel>
        {isOpen ? (
          <Panel title={t('survey')}>
            <StarsInput label={t('stars')} value={answers.satisfaction} onChange={(satisfaction) => change({ satisfaction })} />
            {answers.satisfaction > 0 && answers.satisfaction <= 2 ? <p className={formCss.poor}>{t('poor')}</p> : null}
            <div className={formCss.asks}>
              {asks.map(([key, label]) => (
                <div key={key} className={formCss.ask}><span>{t(label)}</span>
                  <Segmented<string> aria-label={t(label)} value={answers[key] === null ? '' : String(answers[key])} onChange={(value) => change({ [key]: value === 'true' })} options={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]} />
                </div>
              ))}
            </div>
            <Input.TextArea value={answers.words} onChange={(event) => change({ words: event.target.value })} rows={3} maxLength={500} placeholder={t('wordsLabel')} aria-label={t('wordsLabel')} />
          </Panel>
        ) : null}
      </div>
    </DeskDrawer>
  );
}
