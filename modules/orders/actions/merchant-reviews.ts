import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { maskText } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { publicWords } from '../rules/masks.ts';
import { reviewsOfMerchant } from '../store/reviews.ts';

/** Looked for among so many of its last visits, so that the page of a large merchant costs no more than that of a small one. */
const AMONG_VISITS = 400;
const SHOWN = 12;

/** For the merchant's public page; unknown where that page is. Nothing here leads back to an order or a family. */
export const merchantReviews = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<OutputOf<typeof contract.orders.merchantReviews>> => {
  const merchant = (await merchantBriefs(ctx, [merchantId])).get(merchantId);
  if (!merchant || merchant.status === 'exited' || merchant.status === 'joining') return refuse('alliance.merchant_unknown');
  const rows = await reviewsOfMerchant(ctx.tx, ctx.cityId, { merchantId, amongVisits: AMONG_VISITS, limit: SHOWN });
  return {
    items: rows.map(({ at, itemNameZh, itemNameEn, skill, communication, attitude, words, isNeighbour, names }) => ({
      on: cityDay(at), itemName: { zh: itemNameZh, en: itemNameEn }, skill, communication, attitude, words: publicWords(maskText(words), names), isNeighbour,
      authorLabel: isNeighbour ? { zh: '同小区邻居', en: 'A neighbour of the same estate' } : { zh: '服务过的家庭', en: 'A household served' },
    })),
  };
};
