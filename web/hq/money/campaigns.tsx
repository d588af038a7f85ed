import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { booksText } from './books.text.ts';
import { CampaignDrawer } from './campaign-drawer.tsx';
import css from './money.module.css';
import { Referrals } from './referrals.tsx';

type Campaign = View<'promotions', 'campaigns'>['items'][number];
const states = ['all', 'open', 'paused', 'ended'] as const;
type State = (typeof states)[number];
const tones = { open: 'jade', paused: 'warm', ended: 'grey' } as const;
const CODES_AT_ONCE = 50;

/** What was given away, what it cost so far and whose money it was. */
export function Campaigns() {
  const { t, say } = useText(booksText);
  const { day } = useFormat();
  const [state, setState] = useState<State>('all');
  const [isMaking, setMaking] = useState(false);
  const found = usePages(['promotions', 'campaigns', state], (cursor) => api.promotions.campaigns({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['coupon', 'order.paid'] });
  const rows = found.value ?? [];
  const sum = (of: (row: Campaign) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const bearers = (row: Campaign): string => [[t('platform'), row.platformPercent], [t('merchant'), row.merchantPercent], [t('fund'), row.fundPercent]].filter(([, percent]) => percent !== 0).map(([label, percent]) => `${label} ${percent}%`).join(' · ');
  const stock = (row: Campaign): string => (row.stock === null ? t('endless') : t('stockLeft', { left: row.stock - row.issued, stock: row.stock }));
  // What is given by a rule is worth what the rule says each time, and has no end.
  const worth = (row: Campaign): string => (row.way === 'given' && row.amountFen === 0 && row.percent === 0 ? t('byRule') : say(row.words));
  const isEndless = (row: Campaign): boolean => row.closesAt > '2100';
  const pill = (row: Campaign) => <StatusPill tone={tones[row.state]}>{say(row.stateLabel)}</StatusPill>;
  const columns = [
    { title: t('name'), key: 'name', width: 290, render: (_: unknown, row: Campaign) => <span className={partCss.cell}><span><b className={partCss.strong}>{say(row.name)}</b> <Tag isOutline>{t(row.way)}</Tag></span><small>{worth(row)}</small></span> },
    { title: t('issued'), key: 'issued', width: 110, render: (_: unknown, row: Campaign) => <span className={partCss.cell}><span>{row.issued}</span><small>{stock(row)}</small></span> },
    { title: t('used'), key: 'used', width: 70, align: 'right' as const, render: (_: unknown, row: Campaign) => row.spent },
    { title: t('cost'), key: 'cost', width: 150, align: 'right' as const, render: (_: unknown, row: Campaign) => <span className={partCss.cell}><b><Amount fen={row.costFen} /></b><small>{[row.heldFen > 0 ? t('holdCost', { amount: formatMoney(row.heldFen) }) : null, row.budgetFen === null ? null : t('budgetLeft', { amount: formatMoney(row.budgetFen) })].filter(Boolean).join(' · ')}</small></span> },
    { title: t('bearers'), key: 'bearers', width: 150, render: (_: unknown, row: Campaign) => bearers(row) },
    { title: t('state'), key: 'state', width: 120, render: (_: unknown, row: Campaign) => <span className={partCss.state}>{pill(row)}{isEndless(row) ? null : <small>{t('until', { day: day(row.closesAt) })}</small>}</span> },
    { title: '', key: 'act', width: 190, render: (_: unknown, row: Campaign) => <Acts of={row} /> },
  ];
  const card = (row: Campaign): RowCard => ({ title: say(row.name), aside: pill(row), note: <><span className={partCss.wide}>{worth(row)}</span><span>{t('issued')} {row.issued} · {stock(row)}</span><span>{t('used')} {row.spent}</span><span>{t('cost')} <Amount fen={row.costFen} /></span><span>{bearers(row)}</span></>, act: <Acts of={row} /> });
  return (
    <section className={partCss.stack}>
      <div className={css.figures}><KpiRow>
        <KpiTile label={t('totalCost')} value={<Amount fen={sum((row) => row.costFen)} />} />
        <KpiTile label={t('totalHeld')} value={<Amount fen={sum((row) => row.heldFen)} />} />
        <KpiTile label={t('totalSpent')} value={sum((row) => row.spent)} />
        <KpiTile label={t('platform')} value={<Amount fen={sum((row) => row.borne.platformFen)} />} note={t('byBearer')} />
        <KpiTile label={t('merchant')} value={<Amount fen={sum((row) => row.borne.merchantFen)} />} note={t('byBearer')} />
        <KpiTile label={t('fund')} value={<Amount fen={sum((row) => row.borne.fundFen)} />} note={t('byBearer')} />
      </KpiRow></div>
      <Panel title={t('campaigns')} note={t('campaignsNote')} aside={<><Segmented<State> size="small" value={state} onChange={setState} options={states.map((value) => ({ value, label: t(value === 'all' ? 'allStates' : value) }))} /><FinanceButton type="primary" size="small" data-testid="campaign-new" onClick={() => setMaking(true)}>{t('newCampaign')}</FinanceButton></>}>
        <div data-testid="campaigns"><DenseTable<Campaign> of={found} rowKey={(row) => row.campaignId} columns={columns} card={card} empty={<EmptyState title={t('noCampaigns')} art="calm">{t('noCampaignsNote')}</EmptyState>} /></div>
      </Panel>
      <Referrals />
      {isMaking ? <CampaignDrawer onClose={() => setMaking(false)} /> : null}
    </section>
  );
}

function Acts({ of }: { of: Campaign }) {
  const { t } = useText(booksText);
  const change = useCommand(api.promotions.setCampaignState);
  const more = useCommand(api.promotions.addStock);
  const codes = useCommand(api.promotions.makeCodes, { onDone: (made) => { saveFile({ fileName: `${made.name}.csv`, contentType: 'text/csv', base64: btoa(made.codes.join('\r\n')) }); showToast(t('codesMade', { count: made.codes.length })); } });
  if (of.state === 'ended') return null;
  return (
    <span className={css.acts}>
      <FinanceButton size="small" loading={change.isRunning} onClick={() => void change.run({ campaignId: of.campaignId, state: of.state === 'open' ? 'paused' : 'open' })}>{t(of.state === 'open' ? 'pause' : 'resume')}</FinanceButton>
      {of.way === 'code' ? <Button size="small" loading={codes.isRunning} onClick={() => void codes.run({ campaignId: of.campaignId, name: `codes-${new Date().toISOString().slice(0, 16).replaceAll(/\D/g, '')}`, size: CODES_AT_ONCE })}>{t('codes')}</Button> : of.stock === null ? null : <FinanceButton size="small" loading={more.isRunning} onClick={() => void more.run({ campaignId: of.campaignId, more: 100 })}>{t('addStock')}</FinanceButton>}
    </span>
  );
}
