import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import css from './money.module.css';
import { moneyText } from './money.text.ts';
import { Again, type Payout, payoutTones } from './payout-again.tsx';

/** One payout wholly: what was due, what was withheld and why, what became of it; here payouts to its party are stopped and resumed. */
export function PayoutDrawer({ of, onClose }: { of: Payout; onClose: () => void }) {
  const { t, say } = useText(moneyText);
  const { day, instant } = useFormat();
  return (
    <DeskDrawer isOpen title={`${of.partyName} · ${t('payout')}`} widthPixels={520} onClose={onClose}>
      <div className={partCss.stack} data-testid="payout-drawer">
        <div className={css.ran}><span className={css.big}><Amount fen={of.netFen} /></span><StatusPill tone={payoutTones[of.state]}>{t(of.state)}</StatusPill></div>
        <p className={css.note}>{say(of.stateWords)}</p>
        <Again of={of} />
        <Panel title={t('payout')}>
          <Facts of={[
            [t('day'), day(of.day)], [t('gross'), <Amount key="g" fen={of.grossFen} />], [t('taxFen'), of.taxFen > 0 ? <Amount key="t" fen={of.taxFen} /> : null], [t('taxWords'), say(of.taxWords)], [t('account'), `${t(of.rail)} ${of.maskedAccount}`],
            [t('started'), instant(of.createdAt)], [t('confirmBy', { time: '' }).trim(), of.state === 'waitConfirm' && of.confirmBy ? instant(of.confirmBy) : null], [t('ended'), of.endedAt ? instant(of.endedAt) : null], [t('why'), of.why], [t('transferNo'), <span key="n" className={css.hash}>{of.transferNo}</span>],
          ]} />
        </Panel>
        <Stop of={of} />
      </div>
    </DeskDrawer>
  );
}

/** Keeps a party's money back with a reason, or lets it go again. */
function Stop({ of }: { of: Payout }) {
  const { t } = useText(moneyText);
  const [reason, setReason] = useState('');
  const [isOpen, setOpen] = useState(false);
  const party = { partyKind: of.partyKind, partyId: of.partyId };
  const block = useCommand(api.payments.blockPayee, { onDone: () => { showToast(t('blocked', { name: of.partyName })); setOpen(false); } });
  const unblock = useCommand(api.payments.unblockPayee, { onDone: () => showToast(t('unblocked', { name: of.partyName })) });
  if (of.isPayeeBlocked) return <FinanceButton data-testid="payee-unblock" loading={unblock.isRunning} onClick={() => void unblock.run(party)}>{t('unblock')}</FinanceButton>;
  if (!isOpen) return <FinanceButton danger data-testid="payee-block" onClick={() => setOpen(true)}>{t('block')}</FinanceButton>;
  return (
    <Panel title={t('blockWhy')}>
      <div className={partCss.form}>
        <p className={css.note}>{t('blockNote')}</p>
        <div className={partCss.line} role="group" aria-label={t('blockWhy')}>{(['b1', 'b2', 'b3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
        <Input value={reason} maxLength={200} placeholder={t('blockWhy')} aria-label={t('blockWhy')} onChange={(event) => setReason(event.target.value)} />
        <div className={partCss.line}><Button danger type="primary" loading={block.isRunning} disabled={reason.trim() === ''} data-testid="payee-block-do" onClick={() => void block.run({ ...party, reason: reason.trim() })}>{t('blockDo')}</Button><Button onClick={() => setOpen(false)}>{t('cancel')}</Button></div>
      </div>
    </Panel>
  );
}
