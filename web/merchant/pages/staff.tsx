import { Button, Select } from 'antd';
import { UserPlus } from 'lucide-react';
import { useEffect } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import css from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { daysLeft, soonDays } from '../staff/papers.tsx';
import { Register } from '../staff/register.tsx';
import { staffText } from '../staff/staff.text.ts';
import { useMerchant, useSkills } from '../use-merchant.ts';

type Row = View<'workers', 'search'>['items'][number];
const groups = ['all', 'active', 'applied', 'suspended'] as const;
type Group = (typeof groups)[number];
const tones = { applied: 'warm', active: 'jade', suspended: 'danger', left: 'grey' } as const;

/** The own workers: who can be sent, whose papers end, who is new. */
export default function StaffPage() {
  const { t, say } = useText(staffText);
  const { day } = useFormat();
  const { merchantId } = useMerchant();
  const { workerId, openWorker, param, setParam } = useOpen();
  const skills = useSkills().value?.items ?? [];
  const group = (param('status') ?? 'all') as Group;
  const filter = { merchantId, ...(group !== 'all' && { status: group }), ...(param('online') === 'true' && { isOnline: 'true' as const }), ...(param('skill') && { skill: param('skill')! }), ...(param('q') && { q: param('q')! }) };
  const found = usePages(['workers', 'search', filter], (cursor) => api.workers.search({ ...filter, ...(cursor && { cursor }) }), { live: ['worker'] });

  // An expiring paper on the first page leads to its owner.
  const paperId = param('paper');
  const owner = paperId ? found.value?.find(({ papers }) => papers.some((paper) => paper.paperId === paperId)) : undefined;
  useEffect(() => {
    if (paperId === null || found.value === undefined) return;
    if (owner) { setParam('paper', null); openWorker(owner.workerId); } else if (found.hasMore && !found.isLoadingMore) found.loadMore();
  });

  const papers = (row: Row) => {
    const ending = row.papers.filter((paper) => paper.state === 'expired' || (paper.state === 'verified' && daysLeft(paper) <= soonDays));
    const waiting = row.papers.filter(({ state }) => state === 'submitted').length;
    if (ending[0]) return <span className={css.warm}>{t('paperSoon', { name: say(ending[0].name), date: day(ending[0].validUntil) })}</span>;
    return <span className={css.quiet}>{waiting > 0 ? t('paperWaiting', { count: waiting }) : row.papers.length > 0 ? t('papersFine') : '—'}</span>;
  };
  const blocked = (row: Row) => (row.isDispatchable ? <Tag tone="jade">{t('can')}</Tag> : <span className={css.cell} style={{ justifyItems: 'start' }}><Tag tone="warm">{t('blocked', { count: row.dispatchBlockers.length })}</Tag><small>{say(row.dispatchBlockers[0])}</small></span>);
  const skillTags = (row: Row, most: number) => <span className={css.tags}>{row.skills.slice(0, most).map((skill) => <Tag key={skill.code}>{say(skill.name)} {skill.level}</Tag>)}{row.skills.length > most ? <span className={css.quiet}>+{row.skills.length - most}</span> : null}{row.skills.length === 0 ? <span className={css.quiet}>{t('noSkill')}</span> : null}</span>;
  const columns = [
    { title: t('name'), key: 'name', width: 190, render: (_: unknown, row: Row) => <span className={css.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={32} /><span className={css.cell}><b className={css.strong}>{row.name}</b><small>{t(row.isOnline ? 'online' : 'offline')} · {row.homeArea}</small></span></span> },
    { title: t('state'), key: 'state', width: 110, render: (_: unknown, row: Row) => <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill> },
    { title: t('dispatch'), key: 'dispatch', width: 220, render: (_: unknown, row: Row) => blocked(row) },
    { title: t('skills'), key: 'skills', width: 300, render: (_: unknown, row: Row) => skillTags(row, 3) },
    { title: t('rating'), key: 'rating', width: 150, render: (_: unknown, row: Row) => <span className={css.cell}><Stars rating={row.rating} count={row.ratingCount} sizePixels={14} /><small>{t('visits', { count: row.visitsDone })}</small></span> },
    { title: t('papers'), key: 'papers', width: 190, render: (_: unknown, row: Row) => papers(row) },
  ];
  const card = (row: Row): RowCard => ({
    title: <span className={css.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={36} /><span className={css.cell}><b>{row.name}</b><small>{t(row.isOnline ? 'online' : 'offline')} · {row.homeArea}</small></span></span>, aside: <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill>,
    note: <><Stars rating={row.rating} count={row.ratingCount} sizePixels={14} /><span className={css.atEnd}>{papers(row)}</span><span className={css.wide}>{skillTags(row, 3)}</span>{row.isDispatchable ? null : <span className={css.wide}>{blocked(row)}</span>}</>,
  });
  const register = <Button type="primary" icon={<UserPlus size={16} />} data-testid="register-open" onClick={() => setParam('new', 'true')}>{t('register')}</Button>;
  return (
    <Page title={t('staff')} aside={register}>
      <FilterBar<Group>
        search={{ value: param('q') ?? '', onChange: (words) => setParam('q', words === '' ? null : words), placeholder: t('search') }}
        segments={{ value: group, onChange: (next) => setParam('status', next === 'all' ? null : next), choices: groups.map((value) => ({ value, label: t(value) })) }}
      >
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} style={{ width: 150 }} aria-label={t('skillFilter')} placeholder={t('skillFilter')} value={param('skill')} onChange={(value: string | undefined) => setParam('skill', value ?? null)} options={skills.map(({ code, name }) => ({ value: code, label: say(name) }))} />
        <Toggle label={t('onlineOnly')} isOn={param('online') === 'true'} onChange={(isOn) => setParam('online', isOn ? 'true' : null)} />
      </FilterBar>
      <div data-testid="staff">
        <DenseTable<Row> of={found} rowKey={(row) => row.workerId} columns={columns} card={card} onOpen={(row) => openWorker(row.workerId)} openKey={workerId} empty={<EmptyState title={t('empty')} art="search" action={register}>{t('emptyNote')}</EmptyState>} />
      </div>
      {param('new') === 'true' ? <Register onClose={() => setParam('new', null)} onDone={openWorkerAfter} /> : null}
    </Page>
  );
  function openWorkerAfter(id: string): void {
    setParam('new', null);
    openWorker(id);
  }
}
