import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useMerchants, useNow } from '../use-hq.ts';
import { policiesText } from './policies.text.ts';

type Policy = View<'benefits', 'listPolicies'>['items'][number];
type HolderKind = Policy['holderKind'];
const tones = { requested: 'sky', active: 'jade', refused: 'danger', surrendered: 'grey', over: 'grey' } as const;

/** The yearly insurance of workers and merchants' groups: what stands, buying one for somebody, and ending one. */
export function Policies() {
  const { t, say } = useText(policiesText);
  const { money } = useFormat();
  const [isBuying, setBuying] = useState(false);
  const [ending, setEnding] = useState<Policy | null>(null);
  const found = usePages(['benefits', 'listPolicies'], (cursor) => api.benefits.listPolicies({ ...(cursor && { cursor }) }), { live: ['insurance'] });
  const surrender = useCommand(api.benefits.surrenderPolicy, { onDone: () => { showToast(t('surrendered2')); setEnding(null); } });
  const pill = (row: Policy) => <StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>;
  const people = (row: Policy): string => (row.members.length > 3 ? t('people', { count: row.members.length }) : row.members.map(({ name }) => name).join(' · '));
  const lost = (row: Policy) => row.members.filter(({ isCovered }) => !isCovered);
  const act = (row: Policy) => (row.state === 'active' ? <FinanceButton size="small" danger data-testid="policy-end" onClick={() => setEnding(row)}>{t('surrender')}</FinanceButton> : null);
  const columns = [
    { title: t('holder'), key: 'holder', width: 220, render: (_: unknown, row: Policy) => <span className={partCss.cell}><b className={partCss.strong}>{row.holderName}</b><small>{people(row)}</small></span> },
    { title: t('product'), key: 'product', width: 250, render: (_: unknown, row: Policy) => <span className={partCss.cell}><span>{say(row.productName)}</span><small>{row.insurer}{row.policyNo ? ` · ${row.policyNo}` : ''}</small></span> },
    { title: t('span'), key: 'span', width: 200, render: (_: unknown, row: Policy) => <span className={partCss.cell}><span>{row.validFrom} – {row.validUntil}</span><small>{t('classOf', { class: row.occupationClass })}</small></span> },
    { title: t('premium'), key: 'premium', width: 210, align: 'right' as const, render: (_: unknown, row: Policy) => <span className={partCss.cell}><b><Amount fen={row.premiumFen} /></b><small>{t('shares', { platform: money(row.platformFen), holder: money(row.holderFen) })}{row.returnedFen > 0 ? ` · ${t('back', { amount: money(row.returnedFen) })}` : ''}</small></span> },
    { title: t('state'), key: 'state', width: 200, render: (_: unknown, row: Policy) => <span className={partCss.state}>{pill(row)}{row.why ? <small>{say(row.why)}</small> : null}{lost(row).length > 0 ? <small className={partCss.danger}>{t('uncovered', { names: lost(row).map(({ name }) => name).join(' · ') })}</small> : null}</span> },
    { title: '', key: 'act', width: 90, render: (_: unknown, row: Policy) => act(row) },
  ];
  const card = (row: Policy): RowCard => ({ title: row.holderName, aside: pill(row), note: <><span>{say(row.productName)}</span><span>{row.validFrom} – {row.validUntil}</span><span>{people(row)}</span><span>{money(row.premiumFen)}</span></>, act: act(row) });
  return (
    <Panel title={t('title')} note={t('note')} aside={<FinanceButton size="small" type="primary" data-testid="policy-new" onClick={() => setBuying(true)}>{t('buy')}</FinanceButton>}>
      <div className={partCss.stack} data-testid="policies">
        {isBuying ? <Buy onClose={() => setBuying(false)} /> : null}
        {ending ? <Panel title={`${t('surrenderWhy')} · ${ending.holderName}`}><ReasonLine label={t('surrenderWhy')} quick={[t('s1'), t('s2')]} confirm={t('surrender')} isDanger isBusy={surrender.isRunning} onSend={(reason) => void surrender.run({ policyId: ending.policyId, reason })} onCancel={() => setEnding(null)} /></Panel> : null}
        <DenseTable<Policy> of={found} rowKey={(row) => row.policyId} columns={columns} card={card} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>} />
      </div>
    </Panel>
  );
}

/** What it costs whom and whose work it does not cover, before anything is bought. */
function Buy({ onClose }: { onClose: () => void }) {
  const { t, say, locale } = useText(policiesText);
  const { money } = useFormat();
  const today = dayOf(useNow());
  const [holderKind, setKind] = useState<HolderKind>('worker');
  const [holderId, setHolder] = useState<string | null>(null);
  const [wished, setProduct] = useState<string | null>(null);
  const [percent, setPercent] = useState<number | null>(50);
  const [validFrom, setFrom] = useState(today);
  const [words, setWords] = useState('');
  const q = words.trim();
  const products = useView(['benefits', 'listInsuranceProducts', 'year'], () => api.benefits.listInsuranceProducts({ kind: 'year' }), { live: false, staleSeconds: 300 });
  const merchants = useMerchants();
  const workers = useView(['workers', 'search', 'insure', q], () => api.workers.search({ limit: 30, ...(q !== '' && { q }) }), { live: false, staleSeconds: 30, isReady: holderKind === 'worker' });
  const offered = products.value?.items.filter(({ isOffered }) => isOffered) ?? [];
  const product = offered.find(({ productId }) => productId === wished) ?? offered[0];
  const wish = { productId: product?.productId ?? '', holderKind, holderId: holderId ?? '', holderPercent: percent ?? 50 };
  const isReady = product !== undefined && holderId !== null && percent !== null;
  const preview = useView(['benefits', 'previewPolicy', wish], () => api.benefits.previewPolicy(wish), { isReady, live: false, isKept: false });
  const buy = useCommand(api.benefits.buyPolicy, { isQuiet: true, onDone: () => { showToast(t('bought')); onClose(); } });
  const options = holderKind === 'worker' ? (workers.value?.items ?? []).map((one) => ({ value: one.workerId, label: `${one.name} · ${one.maskedPhone}` })) : (merchants.value?.items ?? []).map((one) => ({ value: one.merchantId, label: one.name }));
  const isWhole = preview.value !== undefined && preview.value.members.every(({ isCovered }) => isCovered);
  return (
    <Panel title={t('buy')}>
      <div className={partCss.form}>
        <Segmented<HolderKind> aria-label={t('kind')} value={holderKind} onChange={(next) => { setKind(next); setHolder(null); setWords(''); buy.reset(); }} options={(['worker', 'merchant'] as const).map((value) => ({ value, label: t(value) }))} />
        <label>{t('holder')}<Select aria-label={t('holder')} data-testid="policy-holder" placeholder={holderKind === 'worker' ? t('findWorker') : t('choose')} value={holderId} onChange={(next) => { setHolder(next); buy.reset(); }} showSearch={holderKind === 'worker' ? { filterOption: false, onSearch: setWords } : { optionFilterProp: 'label' }} loading={workers.isLoading} options={options} style={{ width: '100%' }} /></label>
        <label>{t('product')}<Select aria-label={t('product')} value={product?.productId ?? null} onChange={(next) => { setProduct(next); buy.reset(); }} notFoundContent={t('noProduct')} options={offered.map((one) => ({ value: one.productId, label: [say(one.name), t('priceOf', { amount: money(one.premiumFen) }), t('classOf', { class: one.occupationClass })].join(' · ') }))} /></label>
        <div className={partCss.two}>
          <label>{t('percent')}<InputNumber min={0} max={100} precision={0} value={percent} onChange={(next) => { setPercent(next); buy.reset(); }} style={{ width: '100%' }} /></label>
          <label>{t('from')}<Input type="date" min={today} value={validFrom} onChange={(event) => { setFrom(event.target.value); buy.reset(); }} /></label>
        </div>
        {isReady ? (
          <Faces of={preview} loading={<SkeletonList count={1} />}>
            {(shown) => (
              <div className={partCss.stack} data-testid="policy-preview">
                <b>{say(shown.words)}</b>
                {shown.members.filter(({ isCovered }) => !isCovered).map((one) => <span key={one.workerId} className={partCss.danger}>{one.name}{one.why ? ` · ${say(one.why)}` : ''}</span>)}
              </div>
            )}
          </Faces>
        ) : null}
        {buy.refusal ? <span className={partCss.wrong} role="alert">{buy.refusal[locale]}</span> : null}
        <div className={partCss.line}><Button type="primary" disabled={!isReady || !isWhole || validFrom === ''} loading={buy.isRunning} data-testid="policy-buy" onClick={() => void buy.run({ ...wish, workerIds: [], validFrom })}>{t('send')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
      </div>
    </Panel>
  );
}
