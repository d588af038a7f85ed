import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { subsidyText } from './subsidies.text.ts';

/** The office's money came in: which claims the slip pays, to the fen. */
export function PaySubsidies({ onClose }: { onClose: () => void }) {
  const { t, say, locale } = useText(subsidyText);
  const { money } = useFormat();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [slipNo, setSlip] = useState('');
  const [yuan, setYuan] = useState<number | null>(null);
  const found = useView(['benefits', 'listSubsidies', 'toPay'], () => api.benefits.listSubsidies({ state: 'accepted', limit: 200 }), { live: ['subsidy'] });
  const pay = useCommand(api.benefits.paySubsidies, { isQuiet: true, onDone: ({ done }) => { showToast(t('paidDone', { count: done.length })); onClose(); } });
  const chosen = (found.value?.items ?? []).filter((one) => !left.has(one.claimId));
  const totalFen = chosen.reduce((sum, one) => sum + one.amountFen, 0);
  const turn = (claimId: string): void => setLeft((before) => { const next = new Set(before); if (!next.delete(claimId)) next.add(claimId); return next; });
  const send = (): void => { if (yuan !== null) void pay.run({ claimIds: chosen.map(({ claimId }) => claimId), slipNo: slipNo.trim(), amountFen: Math.round(yuan * 100) }); };
  const isFull = chosen.length > 0 && slipNo.trim() !== '' && yuan !== null;
  return (
    <DeskDrawer isOpen title={t('payTitle')} widthPixels={560} onClose={onClose} footer={<Button type="primary" disabled={!isFull} loading={pay.isRunning} data-testid="subsidy-pay" onClick={send}>{t('pay')}</Button>}>
      <Faces of={found} loading={<SkeletonList count={4} />}>
        {({ items }) => (
          <div className={partCss.stack}>
            <Panel title={t('accepted')} note={t('payNote')}>
              {items.length === 0 ? <p className={partCss.quiet}>{t('nothingToPay')}</p> : items.map((one) => (
                <label key={one.claimId} className={partCss.pair} style={{ minHeight: 44, alignItems: 'center' }}>
                  <span className={partCss.line}><Checkbox checked={!left.has(one.claimId)} aria-label={t('select', { name: one.workerName })} onChange={() => turn(one.claimId)} /><span className={partCss.cell}><span>{one.workerName}</span><small>{say(one.programmeName)} · {one.no}</small></span></span>
                  <b>{money(one.amountFen)}</b>
                </label>
              ))}
            </Panel>
            <p className={partCss.strong} data-testid="subsidy-total">{t('total', { amount: money(totalFen), count: chosen.length })}</p>
            <div className={partCss.form}>
              <label>{t('slipNo')}<Input value={slipNo} maxLength={40} data-testid="subsidy-slip" onChange={(event) => { setSlip(event.target.value); pay.reset(); }} /></label>
              <label>{t('slipYuan')}<InputNumber min={0} precision={2} value={yuan} data-testid="subsidy-sum" onChange={(value) => { setYuan(value); pay.reset(); }} style={{ width: '100%' }} /></label>
              {pay.refusal ? <span className={partCss.wrong} role="alert">{pay.refusal[locale]}</span> : null}
            </div>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}
