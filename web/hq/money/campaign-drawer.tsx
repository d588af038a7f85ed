import { Button, Checkbox, Input, InputNumber, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { booksText } from './books.text.ts';

const kinds = ['amountOff', 'spendOff', 'percentOff'] as const;
const DAY_MS = 86_400_000;

/** Opens a campaign: what a coupon does, how many there are, for how long, and whose money it is. */
export function CampaignDrawer({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(booksText);
  const [nameZh, setNameZh] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('amountOff');
  const [way, setWay] = useState<'claim' | 'code'>('claim');
  const [numbers, setNumbers] = useState<Record<string, number | null>>({ amount: 10, percent: 10, cap: 30, min: 100, stock: 500, days: 14, open: 30, most: 1, budget: null, merchant: 0 });
  const [isForNewcomers, setNewcomers] = useState(false);
  const [isForMembers, setMembers] = useState(false);
  const make = useCommand(api.promotions.makeCampaign, { isQuiet: true, onDone: () => { showToast(t('created')); onClose(); } });
  const of = (key: string): number => numbers[key] ?? 0;
  const fen = (key: string): number => Math.round(of(key) * 100);
  const field = (key: string, label: string, min: number, max: number): ReactNode => <label>{label}<InputNumber value={numbers[key] ?? null} min={min} max={max} aria-label={label} onChange={(value) => setNumbers({ ...numbers, [key]: value })} style={{ width: '100%' }} /></label>;
  const isWhole = nameZh.trim() !== '' && nameEn.trim() !== '';
  const send = (): void => void make.run({
    nameZh: nameZh.trim(), nameEn: nameEn.trim(), kind, amountFen: kind === 'percentOff' ? 0 : fen('amount'), percent: kind === 'percentOff' ? of('percent') : 0, capFen: kind === 'percentOff' && of('cap') > 0 ? fen('cap') : null, minSpendFen: kind === 'spendOff' ? fen('min') : 0,
    isForNewcomers, isForMembers, closesAt: new Date(Date.now() + of('open') * DAY_MS).toISOString(), daysValid: numbers['days'] ?? null, stock: numbers['stock'] ?? null, mostPerHousehold: Math.max(1, of('most')), way, platformPercent: 100 - of('merchant'), merchantPercent: of('merchant'), budgetFen: numbers['budget'] ? fen('budget') : null,
  });
  return (
    <DeskDrawer isOpen title={t('newCampaign')} widthPixels={520} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" loading={make.isRunning} disabled={!isWhole} data-testid="campaign-create" onClick={send}>{t('create')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>}>
      <div className={partCss.form} data-testid="campaign-drawer">
        <div className={partCss.two}><label>{t('nameZh')}<Input value={nameZh} maxLength={40} onChange={(event) => setNameZh(event.target.value)} data-testid="campaign-name" /></label><label>{t('nameEn')}<Input value={nameEn} maxLength={80} onChange={(event) => setNameEn(event.target.value)} /></label></div>
        <div className={partCss.label}>{t('kind')}<Segmented block value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></div>
        <div className={partCss.two}>{kind === 'percentOff' ? <>{field('percent', t('percent'), 1, 90)}{field('cap', t('capYuan'), 0, 10_000)}</> : field('amount', t('amountYuan'), 0.01, 10_000)}{kind === 'spendOff' ? field('min', t('minYuan'), 0.01, 100_000) : null}</div>
        <div className={partCss.label}>{t('way')}<Segmented block value={way} onChange={setWay} options={(['claim', 'code'] as const).map((value) => ({ value, label: t(value) }))} /></div>
        <div className={partCss.two}>{field('stock', t('stock'), 1, 1_000_000)}{field('most', t('perHome'), 1, 100)}{field('open', t('closesIn'), 1, 366)}{field('days', t('daysValid'), 1, 366)}{field('merchant', t('merchantPercent'), 0, 100)}{field('budget', t('budgetYuan'), 0.01, 10_000_000)}</div>
        <span className={partCss.quiet}>{t('platformPercent')} {100 - of('merchant')}</span>
        <div className={partCss.line}><Checkbox checked={isForNewcomers} onChange={(event) => setNewcomers(event.target.checked)}>{t('newcomers')}</Checkbox><Checkbox checked={isForMembers} onChange={(event) => setMembers(event.target.checked)}>{t('members')}</Checkbox></div>
        {make.refusal ? <p className={partCss.wrong} role="alert">{say(make.refusal)}</p> : null}
      </div>
    </DeskDrawer>
  );
}
