import { Button, Checkbox, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import type { Order } from '../../shared/desk/order/order-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { refundText } from './refund.text.ts';

const kinds = ['undoneItems', 'longTerm', 'goodwill'] as const;
type Kind = (typeof kinds)[number];
const served: readonly string[] = ['finished', 'confirmed', 'settled'];

/** Gives a part of a served order back by a rule: the sentence the family will read and who bears it stand there before it is proposed. */
export function PartRefund({ order }: { order: Order }) {
  const { t } = useText(refundText);
  const [isOpen, setOpen] = useState(false);
  if (!served.includes(order.status) || order.paidFen <= order.refundedFen) return null;
  return isOpen ? <Form order={order} onClose={() => setOpen(false)} /> : <div><Button data-testid="part-refund" onClick={() => setOpen(true)}>{t('open')}</Button></div>;
}

function Form({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t, say } = useText(refundText);
  const [kind, setKind] = useState<Kind>('undoneItems');
  const [wished, setCodes] = useState<readonly string[] | null>(null);
  const [servedDays, setServedDays] = useState<number>(0);
  const [replacementsUsed, setReplacements] = useState<number>(0);
  const [isOurFault, setOurFault] = useState(false);
  const [yuan, setYuan] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const codes = wished ?? order.checklist.filter(({ isDone }) => !isDone).map(({ code }) => code);
  const about = { orderId: order.orderId, kind, isOurFault, ...(kind === 'longTerm' && { servedDays, replacementsUsed }), ...(kind === 'goodwill' && yuan !== null && { amountFen: Math.round(yuan * 100) }) };
  const isWhole = kind === 'goodwill' ? yuan !== null && yuan > 0 : kind === 'longTerm' || codes.length > 0;
  const preview = useView(['payments', 'previewPartRefund', about, codes], () => api.payments.previewPartRefund({ ...about, isOurFault: isOurFault ? 'true' : 'false', codes: codes.join(',') }), { isReady: isWhole, live: false });
  const propose = useCommand(api.payments.proposeRefund, { isQuiet: true, onDone: ({ state }) => { showToast(t(state === 'approved' ? 'done' : 'waits')); onClose(); } });
  const found = isWhole ? preview.value : undefined;
  const toggle = (code: string): void => setCodes(codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]);
  return (
    <Panel title={t('title')} aside={<Button size="small" onClick={onClose}>{t('cancel')}</Button>}>
      <div className={css.form} data-testid="part-refund-form">
        <Segmented<Kind> block value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} />
        {kind === 'undoneItems' ? <><span className={css.quiet}>{t('undoneNote')}</span><div className={css.line}>{order.checklist.map((item) => <button key={item.code} type="button" className={css.chip} aria-pressed={codes.includes(item.code)} onClick={() => toggle(item.code)}>{say(item.text)}{item.isDone ? <small className={css.quiet}>{t('ticked')}</small> : null}</button>)}</div></> : null}
        {kind === 'longTerm' ? <div className={css.two}><label>{t('servedDays')}<InputNumber min={0} max={3650} value={servedDays} onChange={(value) => setServedDays(value ?? 0)} style={{ width: '100%' }} /></label><label>{t('replacements')}<InputNumber min={0} max={50} value={replacementsUsed} onChange={(value) => setReplacements(value ?? 0)} style={{ width: '100%' }} /></label></div> : null}
        {kind === 'longTerm' ? <Checkbox checked={isOurFault} onChange={(event) => setOurFault(event.target.checked)}>{t('ourFault')}</Checkbox> : null}
        {kind === 'goodwill' ? <label>{t('amountYuan')}<InputNumber min={0.01} precision={2} value={yuan} onChange={setYuan} style={{ width: 160 }} data-testid="part-refund-yuan" /></label> : null}
        {preview.refusal && isWhole ? <p className={css.wrong} role="alert">{say(preview.refusal)}</p> : null}
        {found ? (
          <>
            <div className={css.pair}><b className={css.strong}>{t('refund')} <span className={css.quiet}>{t('most', { amount: formatMoney(found.mostFen) })}</span></b><b><Amount fen={found.refundFen} size="medium" /></b></div>
            <Notice tone={found.refundFen > 0 ? 'jade' : 'grey'}>{say(found.words)}</Notice>
            {found.bearers.length > 0 ? <div><span className={css.quiet}>{t('bearers')}</span>{found.bearers.map((one) => <div key={one.label.en} className={css.pair}><span>{say(one.label)}</span><Amount fen={one.amountFen} /></div>)}</div> : null}
          </>
        ) : null}
        <div className={css.line} role="group" aria-label={t('reason')}>{(['r1', 'r2', 'r3'] as const).map((key) => <button key={key} type="button" className={css.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
        <Input value={reason} maxLength={200} aria-label={t('reason')} placeholder={t('reason')} onChange={(event) => setReason(event.target.value)} />
        {propose.refusal ? <p className={css.wrong} role="alert">{say(propose.refusal)}</p> : null}
        <div className={css.line}><Button type="primary" loading={propose.isRunning} disabled={!found || found.refundFen === 0 || reason.trim() === ''} data-testid="part-refund-propose" onClick={() => void propose.run({ ...about, codes: [...codes], reason: reason.trim() })}>{t('propose')}</Button></div>
      </div>
    </Panel>
  );
}
