import { contract } from '@linli/contract';
import { systemActor } from '../../kernel/context.ts';
import { on } from '../../kernel/http.ts';
import type { Module } from '../../kernel/module.ts';
import { ledgerOfOrder, trialBalance } from './actions/ledger.ts';
import { receiveNotify } from './actions/notify.ts';
import { getPayment, syncPayment } from './actions/receive.ts';
import { startPayment } from './actions/start.ts';
import { merchantStatement, workerStatement } from './actions/statement.ts';
import { listAlarms, listPayments, listRefunds } from './actions/view.ts';

export const routes = [
  on(contract.payments.start, startPayment),
  on(contract.payments.get, getPayment, { isWriting: true }),
  on(contract.payments.sync, syncPayment),
  on(contract.payments.listRefunds, listRefunds),
  on(contract.payments.workerStatement, workerStatement),
  on(contract.payments.merchantStatement, merchantStatement),
  on(contract.payments.trialBalance, trialBalance),
  on(contract.payments.ledgerOfOrder, ledgerOfOrder),
  on(contract.payments.listPayments, listPayments),
  on(contract.payments.alarms, listAlarms),
];

/** All of a provider's notifies come from a few addresses, so the usual limit per caller would hold them up. */
const NOTIFIES_PER_MINUTE = 6000;

/** Where providers call. The signature covers the bytes that were sent, so the body is taken as text and never parsed here. */
export const notifyRoute: NonNullable<Module['raw']> = (http, deps) => {
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  http.post<{ Params: { provider: string } }>('/api/payments/notify/:provider', { schema: { hide: true } as object, config: { rateLimit: { max: NOTIFIES_PER_MINUTE, timeWindow: 60_000 } } }, async (request, reply) => {
    const input = { provider: request.params.provider, headers: request.headers, rawBody: String(request.body ?? '') };
    const answer = await deps.perform(systemActor('payments.notify'), receiveNotify, input, { name: 'payments.notify', clientIp: request.ip });
    return reply.status(answer.status).send(answer.body);
  });
};
