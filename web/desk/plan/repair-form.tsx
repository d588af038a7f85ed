import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import parts from '../../shared/desk/parts.module.css';
import { addDays, instantAt, today } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { useView } from '../../shared/use-view.ts';
import { useDistricts } from '../use-desk.ts';
import css from './repair.module.css';
import { repairText } from './repair.text.ts';
import type { DisruptionKind } from './use-repair.ts';

/** What a disruption needs to be said; the parts its kind does not need stay empty. */
export type Wish = { aboutId: string | null; span: Span; paperKind: string | null; reason: string; factorPercent: number };
const spans = { workerIll: ['today', 'tomorrow', 'threeDays', 'week'], districtFlooded: ['threeHours', 'sixHours', 'today', 'tomorrow'], traffic: ['threeHours', 'sixHours', 'today'] } as const;
export type Span = 'today' | 'tomorrow' | 'threeDays' | 'week' | 'threeHours' | 'sixHours';
export const firstSpan = (kind: DisruptionKind): Span => (kind in spans ? spans[kind as keyof typeof spans][0] : 'today');

/** When a span ends: days with the city's midnight, hours from now on whole minutes. */
export function endOf(span: Span, now: Date): string {
  if (span === 'threeHours' || span === 'sixHours') return new Date(Math.ceil((now.getTime() + (span === 'threeHours' ? 3 : 6) * 3_600_000) / 60_000) * 60_000).toISOString();
  return new Date(instantAt(addDays(today(), { today: 1, tomorrow: 2, threeDays: 3, week: 7 }[span]), '00:00')).toISOString();
}

const factors = [120, 150, 200] as const;
const reasons = { merchantSuspended: ['reason1', 'reason2'], papersRecalled: ['reason3', 'reason4', 'reason1'] } as const;

/** Who or what it is about, until when, why. */
export function RepairForm({ kind, wish, onChange, isSubjectFixed }: { kind: DisruptionKind; wish: Wish; onChange: (wish: Wish) => void; isSubjectFixed: boolean }) {
  const { t } = useText(repairText);
  const set = (patch: Partial<Wish>): void => onChange({ ...wish, ...patch });
  return (
    <div className={css.form}>
      {isSubjectFixed ? null : kind === 'workerIll' || kind === 'papersRecalled' ? <Row label={t('chooseWorker')}><WorkerSelect value={wish.aboutId} onChange={(aboutId) => set({ aboutId, paperKind: null })} /></Row>
        : kind === 'merchantSuspended' ? <Row label={t('chooseMerchant')}><MerchantSelect value={wish.aboutId} onChange={(aboutId) => set({ aboutId })} /></Row>
          : <Row label={t('chooseDistrict')}><DistrictSelect value={wish.aboutId} onChange={(aboutId) => set({ aboutId })} /></Row>}
      {kind === 'papersRecalled' && wish.aboutId ? <Row label={t('choosePaper')}><PaperSelect workerId={wish.aboutId} value={wish.paperKind} onChange={(paperKind) => set({ paperKind })} /></Row> : null}
      {kind === 'traffic' ? <Row label={t('factor')}><Segmented<number> value={wish.factorPercent} onChange={(factorPercent) => set({ factorPercent })} options={factors.map((value) => ({ value, label: t('factorTimes', { percent: value - 100 }) }))} /></Row> : null}
      {kind in spans ? <Row label={t('until')}><Segmented<Span> value={wish.span} onChange={(span) => set({ span })} options={spans[kind as keyof typeof spans].map((value) => ({ value, label: t(value) }))} /></Row> : null}
      {kind in reasons ? (
        <Row label={t('reason')}>
          <div className={css.form}>
            <div className={parts.line}>{reasons[kind as keyof typeof reasons].map((key) => <button key={key} type="button" className={parts.chip} aria-pressed={wish.reason === t(key)} onClick={() => set({ reason: t(key) })}>{t(key)}</button>)}</div>
            <Input value={wish.reason} maxLength={200} aria-label={t('reason')} placeholder={t('reasonHint')} onChange={(event) => set({ reason: event.target.value })} />
          </div>
        </Row>
      ) : null}
    </div>
  );
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => <div className={css.row}><span>{label}</span><div>{children}</div></div>;

type SelectProps = { value: string | null; onChange: (value: string) => void };
function WorkerSelect({ value, onChange }: SelectProps) {
  const { t } = useText(repairText);
  const [words, setWords] = useState('');
  const found = useView(['workers', 'search', 'pick', words], () => api.workers.search({ status: 'active', limit: 20, ...(words.trim() && { q: words.trim() }) }), { live: false, staleSeconds: 60 });
  return <Select showSearch style={{ width: '100%' }} aria-label={t('chooseWorker')} placeholder={t('chooseWorker')} value={value} filterOption={false} onSearch={setWords} onChange={onChange} options={(found.value?.items ?? []).map((worker) => ({ value: worker.workerId, label: `${worker.name} · ${worker.merchantName ?? '—'}` }))} />;
}
function MerchantSelect({ value, onChange }: SelectProps) {
  const { t } = useText(repairText);
  const found = useView(['alliance', 'listMerchants', 'pick'], () => api.alliance.listMerchants({ limit: 100 }), { live: false, staleSeconds: 60 });
  return <Select showSearch optionFilterProp="label" style={{ width: '100%' }} aria-label={t('chooseMerchant')} placeholder={t('chooseMerchant')} value={value} onChange={onChange} options={(found.value?.items ?? []).map((merchant) => ({ value: merchant.merchantId, label: merchant.name }))} />;
}
function DistrictSelect({ value, onChange }: SelectProps) {
  const { t } = useText(repairText);
  const districts = useDistricts();
  return <Select showSearch optionFilterProp="label" style={{ width: '100%' }} aria-label={t('chooseDistrict')} placeholder={t('chooseDistrict')} value={value} onChange={onChange} options={(districts.value?.items ?? []).map((district) => ({ value: district.districtId, label: district.name }))} />;
}
function PaperSelect({ workerId, value, onChange }: SelectProps & { workerId: string }) {
  const { t, say } = useText(repairText);
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: ['worker'], isKept: false });
  const papers = [...new Map((profile.value?.papers ?? []).filter(({ state }) => state === 'verified').map((paper) => [paper.kind, paper])).values()];
  return <Select style={{ width: '100%' }} aria-label={t('choosePaper')} placeholder={t('choosePaper')} value={value} loading={profile.isLoading} onChange={onChange} options={papers.map((paper) => ({ value: paper.kind, label: say(paper.name) }))} />;
}
