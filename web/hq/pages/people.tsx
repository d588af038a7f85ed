import type { Role, ScopeType } from '@linli/contract';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { showUndo } from '../../shared/desk/undo.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useCity, useHolds, useMerchants, useParam, useStations } from '../use-hq.ts';
import css from './platform.module.css';
import { platformText } from './platform.text.ts';
import { roleText } from './roles.text.ts';

type Person = View<'accounts', 'listPeople'>['items'][number];
type Grant = Person['grants'][number];
/** Where each role holds; the worker's comes with the profile. */
const scopeOfRole = { merchantOwner: 'merchant', merchantStaff: 'merchant', stationStaff: 'station', agent: 'city', dispatcher: 'city', operator: 'city', finance: 'city', auditor: 'city' } as const satisfies Partial<Record<Role, ScopeType>>;
type GivenRole = keyof typeof scopeOfRole;
const givenRoles = Object.keys(scopeOfRole) as GivenRole[];

/** Who may do what, and where. */
export default function PeoplePage() {
  const { t } = useText(platformText);
  const role = useText(roleText).t;
  const { day } = useFormat();
  const { param, setParam, open } = useParam();
  const filter = { ...(param('q') && { q: param('q')! }), ...(param('role') && { role: param('role') as Role }) };
  const found = usePages(['accounts', 'listPeople', filter], (cursor) => api.accounts.listPeople({ ...filter, ...(cursor && { cursor }) }), { live: ['person'] });
  const opened = found.value?.find(({ personId }) => personId === param('person'));
  const rolesOf = (row: Person) => (row.grants.length === 0 ? <span className={partCss.quiet}>{t('noRole')}</span> : <span className={partCss.tags}>{row.grants.map((grant) => <Tag key={`${grant.role} ${grant.scopeId}`} tone={grant.scopeType === 'city' ? 'sky' : 'jade'}>{role(grant.role)}{grant.scopeType === 'city' || grant.scopeType === 'self' ? '' : ` · ${grant.scopeName}`}</Tag>)}</span>);
  const card = (row: Person): RowCard => ({ title: <span className={partCss.line}><Avatar name={row.name} sizePixels={30} /><span style={{ flex: 1, minWidth: 0 }}>{row.name}</span></span>, aside: row.isSuspended ? <StatusPill tone="danger">{t('suspended')}</StatusPill> : <span className={partCss.quiet}>{row.maskedPhone}</span>, note: rolesOf(row) });
  const columns = [
    { title: t('name'), key: 'name', width: 220, render: (_: unknown, row: Person) => <span className={partCss.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} sizePixels={30} /><b className={partCss.strong} style={{ overflowWrap: 'anywhere' }}>{row.name}</b>{row.isSuspended ? <StatusPill tone="danger">{t('suspended')}</StatusPill> : null}</span> },
    { title: t('phone'), key: 'phone', width: 150, render: (_: unknown, row: Person) => row.maskedPhone },
    { title: t('roles'), key: 'roles', width: 460, render: (_: unknown, row: Person) => rolesOf(row) },
    { title: t('registered'), key: 'registered', width: 150, render: (_: unknown, row: Person) => day(row.registeredAt) },
  ];
  return (
    <Page title={t('people')}>
      <FilterBar search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchPerson') }}>
        <Select<Role> allowClear style={{ width: 160 }} aria-label={t('roleFilter')} placeholder={t('allRoles')} value={param('role') as Role | null} onChange={(next) => setParam('role', next ?? null)} options={(['worker', ...givenRoles] as const).map((value) => ({ value, label: role(value) }))} />
      </FilterBar>
      <div data-testid="people"><DenseTable<Person> of={found} rowKey={(row) => row.personId} columns={columns} card={card} onOpen={(row) => open('person', row.personId)} openKey={param('person')} empty={<EmptyState title={t('noPeople')} art="search">{t('noPeopleNote')}</EmptyState>} /></div>
      {opened ? <PersonDrawer key={opened.personId} of={opened} onClose={() => open('person', null)} /> : null}
    </Page>
  );
}

function PersonDrawer({ of, onClose }: { of: Person; onClose: () => void }) {
  const { t, locale } = useText(platformText);
  const role = useText(roleText).t;
  const holds = useHolds();
  const [taking, setTaking] = useState<Grant | null>(null);
  const grant = useCommand(api.accounts.grantRole);
  const revoke = useCommand(api.accounts.revokeRole, { isQuiet: true });
  const take = async (one: Grant): Promise<void> => {
    const { role: taken, scopeType, scopeId } = one;
    setTaking(one);
    const wish = { personId: of.personId, role: taken, scopeType, scopeId };
    if (await revoke.run(wish)) showUndo(t('revoked', { name: of.name, role: role(taken) }), () => void grant.run(wish));
  };
  return (
    <DeskDrawer isOpen onClose={onClose} widthPixels={520} title={<span className={partCss.line}><Avatar name={of.name} sizePixels={34} /><span>{of.name}</span><span className={partCss.quiet}>{of.maskedPhone}</span></span>}>
      <div className={partCss.stack} data-testid="person-drawer">
        <Panel title={t('grants')} aside={holds('operator', 'auditor') ? <Link href={`/audit?actor=${of.personId}&name=${encodeURIComponent(of.name)}`} className={partCss.link!}>{t('viewRecord')}</Link> : null}>
          {of.grants.length === 0 ? <p className={partCss.quiet}>{t('noRole')}</p> : of.grants.map((one) => (
            <div key={`${one.role} ${one.scopeId}`} className={css.grant}>
              <span className={partCss.cell}><b className={partCss.strong}>{role(one.role)}</b><small>{one.scopeType === 'city' ? t('whole') : one.scopeName}</small>{revoke.refusal && taking?.role === one.role && taking.scopeId === one.scopeId ? <span className={partCss.wrong} role="alert">{revoke.refusal[locale]}</span> : null}</span>
              {one.role === 'worker' ? null : <OperatorButton size="small" danger loading={revoke.isRunning && taking === one} data-testid={`revoke-${one.role}`} onClick={() => void take(one)}>{t('revoke')}</OperatorButton>}
            </div>
          ))}
        </Panel>
        {holds('operator') ? <GrantForm of={of} /> : null}
      </div>
    </DeskDrawer>
  );
}

function GrantForm({ of }: { of: Person }) {
  const { t, locale } = useText(platformText);
  const roleName = useText(roleText).t;
  const city = useCity();
  const merchants = useMerchants();
  const stations = useStations();
  const [role, setRole] = useState<GivenRole>('agent');
  const [scopeId, setScopeId] = useState<string | null>(null);
  const scopeType = scopeOfRole[role];
  const wanted = scopeType === 'city' ? city.value?.cityId ?? null : scopeId;
  const grant = useCommand(api.accounts.grantRole, { isQuiet: true, onDone: () => { showToast(t('granted', { name: of.name, role: roleName(role) })); setScopeId(null); } });
  const scopes = scopeType === 'merchant' ? (merchants.value?.items ?? []).map((one) => ({ value: one.merchantId, label: one.name })) : (stations.value?.items ?? []).map((one) => ({ value: one.stationId, label: one.name }));
  return (
    <Panel title={t('addRole')} note={t('workerNote')}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (wanted) void grant.run({ personId: of.personId, role, scopeType, scopeId: wanted }); }}>
        <label>{t('role')}<Select<GivenRole> aria-label={t('role')} value={role} listHeight={400} data-testid="grant-role" onChange={(next) => { setRole(next); setScopeId(null); grant.reset(); }} options={givenRoles.map((value) => ({ value, label: roleName(value) }))} /></label>
        <label>{t('scope')}{scopeType === 'city' ? <span>{t('whole')}</span> : <Select aria-label={t('scope')} placeholder={t(scopeType === 'merchant' ? 'pickMerchant' : 'pickStation')} showSearch={{ optionFilterProp: 'label' }} value={scopeId} onChange={setScopeId} options={scopes} />}</label>
        {grant.refusal ? <p className={partCss.wrong} role="alert">{grant.refusal[locale]}</p> : null}
        <div><Button type="primary" htmlType="submit" disabled={wanted === null} loading={grant.isRunning} data-testid="grant">{t('grant')}</Button></div>
      </form>
    </Panel>
  );
}
