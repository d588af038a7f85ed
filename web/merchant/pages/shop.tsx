import { Button, Input, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, Notice, SkeletonScreen, Stars, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { LanguageSwitch } from '../../shared/language.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant, useOwnMerchant } from '../use-merchant.ts';
import { DepositPanel } from './deposit.tsx';
import { moneyText } from './money.text.ts';
import pageCss from './pages.module.css';

type Shop = View<'alliance', 'getMerchant'>;
const exampleFen = 10_000;
const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** What the alliance knows of this merchant, its terms in plain words, its territory and branches. */
export default function OwnMerchantPage() {
  const { t } = useText(moneyText);
  const shop = useOwnMerchant();
  const { isOwner } = useMerchant();
  const isPhone = useIsPhone();
  return (
    <Page title={shop.value?.name ?? t('shop')} aside={<>{shop.value?.status === 'active' ? <a className={css.link} href={`/merchants/${shop.value.merchantId}`} target="_blank" rel="noreferrer" data-testid="public-page">{t('publicView')}</a> : null}<Link className={css.link} href="/joining" data-testid="to-joining">{t('membership')}</Link>{isPhone ? <LanguageSwitch /> : null}</>}>
      <Faces of={shop} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            {value.status === 'suspended' ? <Notice tone="warm">{t('suspendedNote')}</Notice> : null}
            <div className={css.wideLeft}>
              <div className={css.stack}><Terms of={value} /><Territory of={value} /></div>
              <div className={css.stack}><Licence of={value} />{isOwner ? <DepositPanel /> : null}<Branches of={value} /></div>
            </div>
          </>
        )}
      </Faces>
    </Page>
  );
}

function Licence({ of }: { of: Shop }) {
  const { t } = useText(moneyText);
  const { day } = useFormat();
  const tone = of.status === 'active' ? 'jade' : of.status === 'suspended' || of.status === 'exiting' ? 'warm' : 'grey';
  return (
    <Panel title={t('licence')} aside={<StatusPill tone={tone}>{t(of.status)}</StatusPill>}>
      <Facts of={[
        [t('licenceNo'), <span key="l" style={{ fontVariantNumeric: 'tabular-nums' }}>{of.licenceNo}</span>], [t('contact'), of.contactName], [t('phone'), of.maskedPhone], [t('since'), day(of.admittedAt)],
        [t('rating'), of.rating > 0 ? <Stars key="r" rating={of.rating} sizePixels={14} /> : null], [t('workers'), t('workersCount', { count: of.workerCount })], [t('deposit'), <Amount key="d" fen={of.guaranteeDepositFen} />],
      ]} />
    </Panel>
  );
}

/** The share of a hundred yuan of labour, to the fen as the ledger splits it. */
function Terms({ of }: { of: Shop }) {
  const { t } = useText(moneyText);
  const { money } = useFormat();
  const platformFen = Math.floor((exampleFen * of.commissionBasisPoints) / 10_000);
  const workerFen = Math.floor(((exampleFen - platformFen) * of.workerShareBasisPoints) / 10_000);
  const ownFen = exampleFen - platformFen - workerFen;
  return (
    <Panel title={t('terms')} note={t('termsExample')}>
      <div className={pageCss.split} role="img" aria-label={`${t('termsWorker')} ${money(workerFen)}, ${t('termsMerchant')} ${money(ownFen)}, ${t('termsPlatform')} ${money(platformFen)}`}>
        <span style={{ flex: workerFen, background: 'var(--jade-600)', color: 'var(--paper)' }}>{money(workerFen)}</span>
        <span style={{ flex: ownFen, background: 'var(--apricot-100)', color: 'var(--apricot-700)' }}>{money(ownFen)}</span>
        <span style={{ flex: Math.max(platformFen, 1400), background: 'var(--sunk)', color: 'var(--ink-700)' }}>{money(platformFen)}</span>
      </div>
      <div className={pageCss.legend} aria-hidden="true">
        <span><i style={{ background: 'var(--jade-600)' }} />{t('termsWorker')}</span><span><i style={{ background: 'var(--apricot-300)' }} />{t('termsMerchant')}</span><span><i style={{ background: 'var(--ink-300)' }} />{t('termsPlatform')}</span>
      </div>
      <ol className={pageCss.terms} data-testid="terms">
        <li>1. {t('terms1', { percent: percentOf(of.commissionBasisPoints), amount: money(platformFen) })}</li>
        <li>2. {t('terms2', { percent: percentOf(of.workerShareBasisPoints), amount: money(workerFen) })}</li>
        <li>3. {t('terms3', { amount: money(ownFen) })}</li>
        <li>4. {t('terms4')}</li>
        <li>5. {t('terms5')}</li>
      </ol>
    </Panel>
  );
}

function Territory({ of }: { of: Shop }) {
  const { t } = useText(moneyText);
  const family = useText(serviceFamilyText).t;
  return (
    <Panel title={t('territory')} note={of.districts.length > 0 ? t('territoryNote') : undefined}>
      {of.districts.length === 0 ? <EmptyState title={t('noTerritory')}>{t('noTerritoryNote')}</EmptyState> : <Facts of={of.districts.map((district) => [district.name, <span key={district.districtId} className={css.tags}>{district.families.map((one) => <Tag key={one} tone="jade">{family(one)}</Tag>)}</span>] as const)} />}
      <p className={css.line}><span className={css.quiet}>{t('offered')}</span>{of.families.map((one) => <Tag key={one}>{family(one)}</Tag>)}</p>
    </Panel>
  );
}

function Branches({ of }: { of: Shop }) {
  const { t } = useText(moneyText);
  const { isOwner } = useMerchant();
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel title={t('branches')} note={of.branches.length > 0 ? String(of.branches.length) : undefined} aside={isOwner && !isAdding ? <Button size="small" icon={<Plus size={14} />} data-testid="branch-add" onClick={() => setAdding(true)}>{t('addBranch')}</Button> : null}>
      {isAdding ? <BranchForm merchantId={of.merchantId} onDone={() => setAdding(false)} /> : null}
      {of.branches.length === 0 ? <p className={css.quiet}>{t('noBranches')}</p> : of.branches.map((branch) => <div key={branch.branchId} className={css.cell}><b className={css.strong}>{branch.name}</b><small>{branch.address}</small></div>)}
    </Panel>
  );
}

function BranchForm({ merchantId, onDone }: { merchantId: string; onDone: () => void }) {
  const { t, locale } = useText(moneyText);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [words, setWords] = useState('');
  const [place, setPlace] = useState<{ lon: number; lat: number; label: string } | null>(null);
  const estates = useView(['accounts', 'listEstates', words], () => api.accounts.listEstates({ limit: 30, ...(words.trim() !== '' && { q: words.trim() }) }), { live: false, staleSeconds: 300 });
  const add = useCommand(api.alliance.addBranch, { isQuiet: true, onDone: () => { showToast(t('added')); onDone(); } });
  const isFull = name.trim() !== '' && address.trim() !== '' && place !== null;
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (isFull) void add.run({ merchantId, name: name.trim(), address: address.trim(), lon: place.lon, lat: place.lat }); }}>
      <label>{t('branchName')}<Input value={name} maxLength={60} data-testid="branch-name" onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('branchAddress')}<Input value={address} maxLength={120} onChange={(event) => setAddress(event.target.value)} /></label>
      <label>{t('near')}<Select aria-label={t('near')} placeholder={t('nearHint')} value={place?.label ?? null} showSearch={{ filterOption: false, onSearch: setWords }} options={(estates.value?.items ?? []).map((one) => ({ value: one.estateId, label: `${one.name} · ${one.districtName}` }))} onChange={(estateId: string | null) => { const picked = estates.value?.items.find((one) => one.estateId === estateId); if (picked) setPlace({ lon: picked.lon, lat: picked.lat, label: `${picked.name} · ${picked.districtName}` }); }} /></label>
      {add.refusal ? <p className={css.wrong} role="alert">{add.refusal[locale]}</p> : null}
      <div className={css.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={add.isRunning} data-testid="branch-save">{t('add')}</Button><Button onClick={onDone}>{t('cancel')}</Button></div>
    </form>
  );
}
