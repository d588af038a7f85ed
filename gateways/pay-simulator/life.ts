import type { Clock } from '../../kernel/clock.ts';
import { ACCOUNT_WRONG_FEN, type Book, type Refunded, type Shared, type Trade, type Transferred } from './book.ts';
import type { SimulatorKeys } from './keys.ts';
import { wireOf } from './notifies.ts';
import type { openPost } from './post.ts';

const REFUND_SECONDS = 3;
const SHARE_SECONDS = 2;
const CONFIRM_SECONDS = 24 * 3600;

export type Life = ReturnType<typeof openLife>;

/** What happens by itself in the providers' books: refunds and shares that take a moment, transfers that run out. */
export const openLife = ({ clock, book, post, keys }: { clock: Clock; book: Book; post: ReturnType<typeof openPost>; keys: SimulatorKeys }) => {
  const later = (seconds: number, fn: () => void): void => { clock.at(post.inSeconds(seconds), fn); };

  const finishRefund = (refund: Refunded, isWrong: boolean): void => {
    const now = book.refund(refund.rail, refund.outRefundNo);
    const trade = book.trade(refund.rail, refund.outTradeNo);
    if (now?.state !== 'processing' || !trade) return;
    const done: Refunded = isWrong ? { ...now, state: 'abnormal' } : { ...now, state: 'succeeded', succeededAt: book.now() };
    book.keep({ refund: done });
    tellRefund(trade, done);
  };
  const tellRefund = (trade: Trade, refund: Refunded): void => {
    if (!refund.notifyUrl) return;
    const notifyId = `ntf_refund_${refund.outRefundNo}`;
    post.tell({ rail: refund.rail, notifyId, url: refund.notifyUrl, wire: wireOf.refund(keys, trade, refund, book.refundedFen(trade), notifyId, clock.now()) });
  };
  const finishShare = (share: Shared): void => {
    const now = book.share(share.rail, share.outShareNo)!;
    const trade = book.trade(share.rail, share.outTradeNo)!;
    if (now.receivers.every(({ state }) => state !== 'pending')) return;
    const receivers = now.receivers.map((one) => (one.state === 'pending' ? { ...one, state: 'succeeded' as const, at: book.now() } : one));
    book.keep({ share: { ...now, receivers } });
    if (share.rail !== 'wechat' || !trade.notifyUrl) return;
    for (const part of receivers) {
      const notifyId = `ntf_share_${part.detailNo}`;
      post.tell({ rail: 'wechat', notifyId, url: trade.notifyUrl, wire: wireOf.share(keys, trade, now, part, notifyId, clock.now()) });
    }
  };
  const wechatTransferState = ({ state }: Transferred): string => ({ waitConfirm: 'WAIT_USER_CONFIRM', processing: 'PROCESSING', succeeded: 'SUCCESS', failed: 'FAIL', cancelled: 'CANCELLED', expired: 'FAIL' })[state];
  const alipayTransferState = ({ state }: Transferred): string => ({ waitConfirm: 'WAIT_PAY', processing: 'DEALING', succeeded: 'SUCCESS', failed: 'FAIL', cancelled: 'CLOSED', expired: 'CLOSED' })[state];
  const endTransfer = (transfer: Transferred, state: 'succeeded' | 'failed' | 'cancelled' | 'expired', why: string | null): Transferred => {
    const now = book.transfer(transfer.rail, transfer.outTransferNo)!;
    if (now.state !== 'waitConfirm' && now.state !== 'processing') return now;
    const ended: Transferred = { ...now, state, why, updatedAt: book.now() };
    book.keep({ transfer: ended });
    if (ended.notifyUrl) {
      const notifyId = `ntf_transfer_${ended.outTransferNo}`;
      post.tell({ rail: ended.rail, notifyId, url: ended.notifyUrl, wire: wireOf.transfer(keys, ended, ended.rail === 'wechat' ? wechatTransferState(ended) : alipayTransferState(ended), notifyId, clock.now()) });
    }
    return ended;
  };
  const waitFor = (transfer: Transferred): void => {
    const until = new Date(transfer.createdAt).getTime() + post.inSeconds(CONFIRM_SECONDS).getTime() - clock.now().getTime();
    clock.at(new Date(until), () => { endTransfer(transfer, 'expired', 'OVERDUE_CLOSE'); });
  };

  for (const refund of book.refunds.values()) if (refund.state === 'processing') later(REFUND_SECONDS, () => finishRefund(refund, refund.amountFen === ACCOUNT_WRONG_FEN));
  for (const share of book.shares.values()) if (share.receivers.some(({ state }) => state === 'pending')) later(SHARE_SECONDS, () => finishShare(share));
  for (const transfer of book.transfers.values()) if (transfer.state === 'waitConfirm') waitFor(transfer);

  return {
    wechatTransferState, alipayTransferState, endTransfer, tellRefund,
    startRefund: (refund: Refunded, isWrong: boolean): Refunded => {
      book.keep({ refund });
      if (refund.state === 'processing') later(REFUND_SECONDS, () => finishRefund(refund, isWrong));
      return refund;
    },
    startShare: (share: Shared): Shared => {
      book.keep({ share });
      if (share.receivers.length > 0) later(SHARE_SECONDS, () => finishShare(share));
      return share;
    },
    startTransfer: (transfer: Transferred): Transferred => {
      book.keep({ transfer });
      if (transfer.amountFen === ACCOUNT_WRONG_FEN) return endTransfer(transfer, 'failed', 'NAME_NOT_CORRECT');
      if (transfer.state === 'waitConfirm') waitFor(transfer);
      return transfer;
    },
  };
};
