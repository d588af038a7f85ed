import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { networkRefusal } from '../../shared/refusal.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import type { Payout } from './next-payout.tsx';
import { payoutText } from './payout.text.ts';

/** WeChat's own bridge into a page, there only inside WeChat. */
type Bridge = { invoke: (name: string, params: Record<string, string>, answer: (said: { err_msg: string }) => void) => void };
const bridge = (): Bridge | undefined => (window as unknown as { WeixinJSBridge?: Bridge }).WeixinJSBridge;

/** Takes a transfer that waits for its payee: inside WeChat by its own sheet, in a demo at the page that stands for it. The state follows by the rail's word. */
export function useTake(of: Payout): { take: () => void; isTaking: boolean; mustOpenWechat: boolean } {
  const { t } = useText(payoutText);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const isDemo = city.value?.isDemo === true;
  const isHere = of.takeParams !== null && bridge() !== undefined;
  const taking = useCommand(async ({ transferNo, takeParams }: Payout) => {
    if (isHere) {
      const said = await new Promise<string>((done) => bridge()!.invoke('requestMerchantTransfer', takeParams!, ({ err_msg: words }) => done(words)));
      if (!said.endsWith(':ok')) throw networkRefusal();
      return;
    }
    const answer = await fetch(`/demo/pay/transfer/${transferNo}`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ answer: 'taken' }) }).catch(() => { throw networkRefusal(); });
    if (!answer.ok) throw networkRefusal();
  }, { isQuiet: true, refreshes: [['payments']], onDone: () => showToast(t('taken', { rail: t(of.rail) })), onRefused: () => showToast(t('notTaken'), { tone: 'warm' }) });
  return { take: () => void taking.run(of), isTaking: taking.isRunning, mustOpenWechat: city.value !== undefined && !isDemo && !isHere };
}
