import { Select } from 'antd';
import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { useParam } from '../use-hq.ts';
import { JoiningDrawer } from './joining-drawer.tsx';
import { joiningText } from './joining.text.ts';
import { OpenAppeals } from './merchant-ledger.tsx';
import { joiningStages, stageTone, stageWords } from './joining-stages.ts';

type Row = View<'alliance', 'listJoinings'>['items'][number];
type Stage = Row['stage'];

/** Firms on their way in and out; those that wait for the platform are one press away. */
export function JoiningList({ q }: { q: string }) {
  const { t, say } = useText(joiningText);
  const { instant } = useFormat();
  const { param, setParam, open } = useParam();
  const isWaiting = param('waiting') === 'true';
  const stage = (joiningStages as readonly string[]).includes(param('stage') ?? '') ? param('stage') as Stage : null;
  const wish = { ...(stage && { stage }), ...(isWaiting && { waitsForPlatform: 'true' as const }), ...(q !== '' && { q }) };
  const found = usePages(['alliance', 'listJoinings', stage, isWaiting, q], (cursor) => api.alliance.listJoinings({ ...wish, ...(cursor && { cursor }) }), { live: ['alliance'] });
  const counts = useView(['alliance', 'listJoinings', 'counts'], () => api.alliance.listJoinings({ limit: 1 }), { live: ['alliance'] });
  const columns = useMemo(() => [
    { title: t('firm'), key: 'firm', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.name || '—'}</b><small>{row.licenceNo}</small></span> },
    { title: t('stage'), key: 'stage', width: 130, render: (_: unknown, row: Row) => <span className={partCss.state}><StatusPill tone={stageTone(row.stage)}>{say(row.stageName)}</StatusPill>{row.via === 'direct' ? <small>{t('direct')}</small> : null}</span> },
    { title: t('next'), key: 'next', width: 320, render: (_: unknown, row: Row) => <span className={partCss.cell}><span className={row.waitsForPlatform ? partCss.warm : undefined}>{say(row.next.words)}</span></span> },
    { title: t('owner'), key: 'owner', width: 150, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.contactName}</span><small>{row.maskedPhone}</small></span> },
    { title: t('deposit'), key: 'deposit', width: 110, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.depositHeldFen} /> },
    { title: t('since'), key: 'since', width: 150, render: (_: unknown, row: Row) => instant(row.stageAt) },
  ], [t, say, instant]);
  const card = (row: Row): RowCard => ({ title: row.name || '—', aside: <StatusPill tone={stageTone(row.stage)}>{say(row.stageName)}</StatusPill>, note: <><span className={row.waitsForPlatform ? partCss.warm : undefined}>{say(row.next.words)}</span><span>{row.contactName}</span></> });
  return (
    <div className={partCss.stack} data-testid="joinings">
      <div className={partCss.line}>
        <button type="button" className={partCss.chip} aria-pressed={isWaiting} data-testid="joinings-waiting" onClick={() => setParam('waiting', isWaiting ? null : 'true')}>{t('waiting', { count: counts.value?.waiting ?? 0 })}</button>
        <Select aria-label={t('stage')} style={{ minWidth: 160 }} value={stage ?? ''} onChange={(value) => setParam('stage', value)} options={[{ value: '', label: t('every') }, ...joiningStages.map((one) => ({ value: one, label: `${say(stageWords[one])} ${counts.value?.counts[one] ?? 0}` }))]} />
        {stage ? <Tag>{say(stageWords[stage])}</Tag> : null}
      </div>
      <OpenAppeals />
      <DenseTable<Row> of={found} rowKey={(row) => row.joiningId} columns={columns} card={card} onOpen={(row) => open('joining', row.joiningId)} openKey={param('joining')} empty={<EmptyState title={t('none')} art="search">{t('noneNote')}</EmptyState>} />
      {param('joining') ? <JoiningDrawer key={param('joining')} joiningId={param('joining')!} onClose={() => open('joining', null)} /> : null}
    </div>
  );
}
