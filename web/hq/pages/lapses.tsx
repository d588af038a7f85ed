import { api, type View } from '../../shared/api.ts';
import { LostCards } from '../../shared/desk/checks/door-cards.tsx';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow, useParam } from '../use-hq.ts';
import { lapsesText } from './lapses.text.ts';
import { WorkerAudit } from './worker-audit.tsx';

type Lapse = View<'workers', 'lapses'>['items'][number];
const spans = ['in30', 'in7', 'in1', 'ended'] as const;
type Span = (typeof spans)[number];
const most = { in30: 30, in7: 7, in1: 1 } as const;

/** Whose admission ends within 30, 7 or 1 days or has just ended, and which lost cards are owed. */
export default function LapsesPage() {
  const { t, say } = useText(lapsesText);
  const family = useText(serviceFamilyText).t;
  const { param, setParam, open } = useParam();
  const today = dayOf(useNow());
  const span = spans.find((one) => one === param('span')) ?? 'in30';
  const found = useView(['workers', 'lapses'], () => api.workers.lapses({ days: 30, limit: 200 }), { live: ['worker'] });
  const daysOf = (row: Lapse): number => (row.untilDay === null ? 0 : Math.round((Date.parse(row.untilDay) - Date.parse(today)) / 86_400_000));
  const fits = (row: Lapse, which: Span): boolean => (which === 'ended' ? row.endedAt !== null : row.endedAt === null && daysOf(row) <= most[which]);
  const all = found.value?.items ?? [];
  const left = (row: Lapse) => (row.endedAt !== null ? null : <Tag tone={daysOf(row) <= 1 ? 'danger' : daysOf(row) <= 7 ? 'warm' : 'grey'}>{daysOf(row) <= 0 ? t('today') : t('days', { days: daysOf(row) })}</Tag>);
  const columns = [
    { title: t('worker'), key: 'worker', width: 140, render: (_: unknown, row: Lapse) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('merchant'), key: 'merchant', width: 200, render: (_: unknown, row: Lapse) => row.merchantName ?? <span className={partCss.quiet}>{t('noMerchant')}</span> },
    { title: t('family'), key: 'family', width: 120, render: (_: unknown, row: Lapse) => family(row.family) },
    { title: t('state'), key: 'state', width: 300, render: (_: unknown, row: Lapse) => say(row.words) },
    { title: t('left'), key: 'left', width: 100, render: (_: unknown, row: Lapse) => left(row) ?? '—' },
  ];
  const card = (row: Lapse): RowCard => ({ title: row.workerName, aside: left(row), note: <><span>{family(row.family)} · {say(row.words)}</span><span>{row.merchantName ?? t('noMerchant')}</span></> });
  return (
    <Page title={t('lapses')}>
      <LostCards onOpen={(workerId) => open('worker', workerId)} />
      <Panel title={t('ends')} note={t('note')}>
        <FilterBar<Span> segments={{ value: span, onChange: (next) => setParam('span', next === 'in30' ? null : next), choices: spans.map((value) => ({ value, label: `${t(value)} ${all.filter((row) => fits(row, value)).length}` })) }} />
        <div data-testid="lapses"><DenseTable<Lapse> of={{ ...found, value: found.value && all.filter((row) => fits(row, span)) }} rowKey={(row) => `${row.workerId} ${row.family} ${row.endedAt ?? ''}`} columns={columns} card={card} onOpen={(row) => open('worker', row.workerId)} empty={<EmptyState title={t(span === 'ended' ? 'noneEnded' : 'none')} art="calm" />} /></div>
      </Panel>
      {param('worker') ? <WorkerAudit key={param('worker')} workerId={param('worker')!} onClose={() => open('worker', null)} /> : null}
    </Page>
  );
}
