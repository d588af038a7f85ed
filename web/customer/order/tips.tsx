import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { paperText } from './paper.text.ts';

/** Tips given after this visit, each to be taken back while it has not been paid out. */
export function Tips({ order }: { order: Order }) {
  const { t, say } = useText(paperText);
  const tips = useView(['payments', 'listTips', order.orderId], () => api.payments.listTips({ orderId: order.orderId }), { isReady: order.confirmedAt !== null, live: ['charge', 'payment'] });
  const back = useCommand(api.payments.takeBackTip, { onDone: () => showToast(t('tipBackDone')) });
  const given = order.confirmedAt === null ? [] : tips.value?.items.filter(({ state }) => state === 'paid' || state === 'takenBack') ?? [];
  if (given.length === 0) return null;
  return <>{given.map((tip) => <div key={tip.tipId} className={css.sum}><span>{t('tipped')} · {say(tip.stateWords)} {tip.canTakeBack ? <Button kind="quiet" size="small" isBusy={back.isRunning} onClick={() => void back.run({ tipId: tip.tipId, words: t('tipBackWhy') })}>{t('tipBack')}</Button> : null}</span><Amount fen={tip.amountFen} /></div>)}</>;
}
