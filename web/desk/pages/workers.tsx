import { Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import css from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Stars, StatusPill } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { workerText } from '../parts/worker.text.ts';

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
    { title: t('name'), key: 'name', width: 226, render: (_: unknown, row: Profile) => <span className={css.tags} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={30} /><span className={css.clipped}><span>{row.name}</span><small>{row.homeArea}</small></span></span> },
    { title: t('merchant'), key: 'merchant', width: 190, ellipsis: true, render: (_: unknown, row: Profile) => row.merchantName ?? '—' },
    { title: t('level'), key: 'level', width: 72, render: (_: unknown, row: Profile) => t('levelShort', { level: row.level }) },
    { title: t('rating'), key: 'rating', width: 130, render: (_: unknown, row: Profile) => <Stars rating={row.rating} count={row.ratingCount} /> },
    { title: t('visits'), key: 'visits', width: 86, align: 'right' as const, render: (_: unknown, row: Profile) => row.visitsDone },
    { title: t('skills'), key: 'skills', width: 230, render: (_: unknown, row: Profile) => <span className={css.twoLines} title={row.skills.map(({ name }) => say(name)).join(' · ')}>{row.skills.map(({ name }) => say(name)).join(' · ')}</span> },
    { title: t('online'), key: 'online', width: 92, render: (_: unknown, row: Profile) => <StatusPill tone={row.isOnline ? 'jade' : 'grey'}>{t(row.isOnline ? 'online' : 'offline')}</StatusPill> },
    { title: t('dispatchable'), key: 'can', width: 150, render: (_: unknown, row: Profile) => (row.isDispatchable ? t('dispatchable') : <span className={css.warm} title={row.dispatchBlockers.map((one) => say(one)).join(' ')}>{t('blockedShort')} · {say(row.dispatchBlockers[0])}</span>) },
  ];
  const card = (row: Profile): RowCard => ({
    title: <span className={css.tags} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={34} />{row.name}</span>, aside: <StatusPill tone={row.isOnline ? 'jade' : 'grey'}>{t(row.isOnline ? 'online' : 'offline')}</StatusPill>,
    note: <><span className={css.wide}>{t('narrowNote', { level: row.level, merchant: row.merchantName ?? '—' })}</span><Stars rating={row.rating} count={row.ratingCount} sizePixels={13} />{row.isDispatchable ? <span>{t('dispatchable')}</span> : <span className={css.warm}>{t('blockedShort')} · {say(row.dispatchBlockers[0])}</span>}</>,
  });
  return (
    <Page title={t('title')}>
      <FilterBar<Status>
        search={{ value: param('q') ?? '', onChange: (words) => setParam('q', words === '' ? null : words), placeholder: t('placeholder') }}
        segments={{ value: status, onChange: (next) => setParam('status', next === 'active' ? null : next), choices: statuses.map((value) => ({ value, label: t(value) })) }}
      >
        <Select<string> allowClear showSearch optionFilterProp="label" style={{ width: 150 }} aria-label={t('skill')} placeholder={t('anySkill')} value={param('skill')} onChange={(value) => setParam('skill', value ?? null)} options={(skills.value?.items ?? []).map((skill) => ({ value: skill.code, label: say(skill.name) }))} />
        <Toggle label={t('onlineOnly')} isOn={isOnline} onChange={(isOn) => setParam('online', isOn ? 'true' : null)} />
      </FilterBar>
      <div data-testid="workers"><DenseTable<Profile> of={found} rowKey={(row) => row.workerId} columns={columns} card={card} onOpen={(row) => openWorker(row.workerId)} openKey={workerId} empty={<EmptyState title={t('empty')} art="search">{t('emptyNote')}</EmptyState>} /></div>
    </Page>
  );
}
