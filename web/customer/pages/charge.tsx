import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, Card, Faces, List, Row, SkeletonScreen, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ChargeSheet } from '../parts/charge-sheet.tsx';
import { text } from '../text.ts';
import { memberText } from '../wallet/member.text.ts';
import css from '../wallet/wallet.module.css';

/** Where a cashier comes back to: what was to be paid, and whether it is. */
export default function ChargePage({ chargeId }: { chargeId: string }) {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Page chargeId={chargeId} /></RequireSession>;
}

function Page({ chargeId }: { chargeId: string }) {
  const { t, say } = useText(memberText);
  const { instant } = useFormat();
  const [isPaying, setPaying] = useState(false);
  const charge = useView(['payments', 'charge', chargeId], () => api.payments.charge({ chargeId }), { live: ['charge', 'payment'], everySeconds: 4, isKept: false });
  return (
    <Frame title={t('chargeTitle')} back="/me/wallet">
      <Faces of={charge} loading={<SkeletonScreen />}>
        {(found) => (
          <>
            <Card><div className={css.big}><Amount fen={found.amountFen} size="large" /><p>{say(found.words)}</p><StatusPill tone={found.status === 'paid' ? 'jade' : found.status === 'open' ? 'warm' : 'grey'}>{t(`charge_${found.status}`)}</StatusPill></div></Card>
            {found.refunds.length > 0 ? <List>{found.refunds.map((one) => <Row key={one.refundId} title={say(one.words)} note={instant(one.arrivedAt ?? one.requestedAt)} end={<Amount fen={-one.amountFen} />} />)}</List> : null}
            {found.status === 'open' ? <Button size="large" isWide onClick={() => setPaying(true)}>{t('chargePay')}</Button> : <ButtonLink size="large" isWide href={found.orderId ? `/orders/${found.orderId}` : '/me/wallet'}>{t('chargeBack')}</ButtonLink>}
            {isPaying ? <ChargeSheet chargeId={chargeId} title={say(found.words)} note={t('chargeTitle')} onClose={() => setPaying(false)} onPaid={() => setPaying(false)} /> : null}
          </>
        )}
      </Faces>
    </Frame>
  );
}
