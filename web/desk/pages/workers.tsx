import { Select, Switch } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Stars, StatusPill } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import css from '../parts/desk.module.css';
import { workerText } from '../parts/worker.text.ts';
import { useIsNarrow, useOpen } from '../use-desk.ts';

type Profile = View<'workers', 'search'>['items'][number];
const statuses = ['active', 'applied', 'suspended', 'left', 'all'] as const;
type Status = (typeof statuses)[number];

/** Everybody who works, with whether she may be dispatched and why not. */
export default function WorkersPage() {
  const { t, say } = useText(workerText);
  const { param, setParam, workerId, openWorker } = useOpen();
  const status = (param('status') ?? 'active') as Status;
  const isOnline = param('online') === 'true';
  const skills = useView(['workers', 'skillList'], () => api.workers.skillList({}), { live: false, staleSeconds: 3600 });
  const filter = { ...(status !== 'all' && { status }), ...(isOnline && { isOnline: 'true' as const }), ...(param('skill') && { skill: param('skill')! }), ...(param('q') && { q: param('q')! }) };
  const found = usePages(['workers', 'search', filter], (cursor) => api.workers.search({ ...filter, ...(cursor && { cursor }) }), { live: ['worker'] });
  const columns = [
    { title: t('name'), key: 'name', width: 190, render: (_: unknown, row: Profile) => <span className={css.tags} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={30} /><span className={css.cell}><span>{row.name}</span><small>{row.homeArea}</small></span></span> },
    { title: t('merchant'), key: 'merchant', width: 180, ellipsis: true, render: (_: unknown, row: Profile) => row.merchantName ?? '—' },
    { title: t('level'), key: 'level', width: 72, render: (_: unknown, row: Profile) => t('levelShort', { level: row.level }) },
    { title: t('rating'), key: 'rating', width: 130, render: (_: unknown, row: Profile) => <Stars rating={row.rating} count={row.ratingCount} /> },
    { title: t('visits'), key: 'visits', width: 86, align: 'right' as const, render: (_: unknown, row: Profile) => row.visitsDone },
    { title: t('skills'), key: 'skills', width: 230, render: (_: unknown, row: Profile) => <span className={css.cell} style={{ maxWidth: 220 }}><span title={row.skills.map(({ name }) => say(name)).join(', ')}>{row.skills.map(({ name }) => say(name)).join(' · ')}</span></span> },
    { title: t('online'), key: 'online', width: 92, render: (_: unknown, row: Profile) => <StatusPill tone={row.isOnline ? 'jade' : 'grey'}>{t(row.isOnline ? 'online' : 'offline')}</StatusPill> },
    { title: t('dispatchable'), key: 'can', width: 150, render: (_: unknown, row: Profile) => (row.isDispatchable ? t('dispatchable') : <span className={css.warm} title={row.dispatchBlockers.map((one) => say(one)).join(' ')}>{t('blockedShort')} · {say(row.dispatchBlockers[0])}</span>) },
  ];
  const narrow = [
    { title: t('name'), key: 'name', render: (_: unknown, row: Profile) => <span className={css.tags} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={34} /><span className={css.cell} style={{ maxWidth: '48vw' }}><span>{row.name}</span><small>{t('narrowNote', { level: row.level, merchant: row.merchantName ?? '—' })}</small></span></span> },
    { title: t('dispatchable'), key: 'can', width: 108, align: 'right' as const, render: (_: unknown, row: Profile) => <span className={css.cell} style={{ justifyItems: 'end' }}>{row.isDispatchable ? t('dispatchable') : <span className={css.warm}>{t('blockedShort')}</span>}<small>{t(row.isOnline ? 'online' : 'offline')}</small></span> },
  ];
  return (
    <Page title={t('title')}>
      <FilterBar<Status>
        search={{ value: param('q') ?? '', onChange: (words) => setParam('q', words === '' ? null : words), placeholder: t('placeholder') }}
        segments={{ value: status, onChange: (next) => setParam('status', next === 'active' ? null : next), choices: statuses.map((value) => ({ value, label: t(value) })) }}
      >
        <Select<string> allowClear showSearch optionFilterProp="label" style={{ width: 150 }} aria-label={t('skill')} placeholder={t('anySkill')} value={param('skill')} onChange={(value) => setParam('skill', value ?? null)} options={(skills.value?.items ?? []).map((skill) => ({ value: skill.code, label: say(skill.name) }))} />
        <label className={css.tags}><Switch size="small" checked={isOnline} onChange={(isOn) => setParam('online', isOn ? 'true' : null)} aria-label={t('onlineOnly')} />{t('onlineOnly')}</label>
      </FilterBar>
      <div data-testid="workers"><DenseTable<Profile> of={found} rowKey={(row) => row.workerId} columns={useIsNarrow() ? narrow : columns} onOpen={(row) => openWorker(row.workerId)} openKey={workerId} empty={<EmptyState title={t('empty')} art="search">{t('emptyNote')}</EmptyState>} /></div>
    </Page>
  );
}
