import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { itemOf } from '../../catalog/index.ts';
import { chart, moved, openCharge, postTransaction, refundCharge, refundableOfCharge, takeCharge } from '../../payments/index.ts';
import { MOST_PACK_FEN, MOST_PACK_MONTHS, packEnds, packStateWords, sayPackRefund, unitPriceOf, usualPacks } from '../rules/packs.ts';
import { needsReason, yuan } from '../rules/stored.ts';
import { addPack, findOffer, lockPack, markPackBought, markPackEnded, offersOf, packsOf, packsToEnd, saveOffer, type OfferRow, type PackRow } from '../store/packs.ts';
import { heldBy } from '../store/wallets.ts';
import { lockWallet, myHousehold } from './stored.ts';

type Benefits = typeof contract.benefits;

async function offerView(ctx: Ctx, offer: OfferRow): Promise<OutputOf<Benefits['savePackOffer']>> {
  const item = await itemOf(ctx, offer.itemId);
  return {
    offerId: offer.id, itemId: offer.itemId, itemName: item.name, unitLabel: item.unitLabel, name: { zh: offer.nameZh, en: offer.nameEn }, units: offer.units, priceFen: offer.priceFen,
    unitPriceFen: unitPriceOf(offer.priceFen, offer.units), listUnitPriceFen: item.unitPriceFen, validMonths: offer.validMonths, isOffered: offer.isOffered,
  };
}

export async function packOffers(ctx: Ctx, { itemId }: ParsedOf<Benefits['packOffers']>): Promise<OutputOf<Benefits['packOffers']>> {
  const items: OutputOf<Benefits['savePackOffer']>[] = [];
  for (const offer of await offersOf(ctx.tx, ctx.cityId, itemId)) items.push(await offerView(ctx, offer));
  return { items };
}

/** Offers a pack within the caps on what is paid ahead, and never above the list price. */
export async function savePackOffer(ctx: Ctx, input: ParsedOf<Benefits['savePackOffer']>): Promise<OutputOf<Benefits['savePackOffer']>> {
  if (input.priceFen > MOST_PACK_FEN) refuse('benefits.pack_too_large', { most: (MOST_PACK_FEN / 100).toFixed(2) }, 'priceFen');
  if (input.validMonths > MOST_PACK_MONTHS) refuse('benefits.pack_too_long', { max: MOST_PACK_MONTHS }, 'validMonths');
  const item = await itemOf(ctx, input.itemId);
  if (input.priceFen > input.units * item.unitPriceFen || unitPriceOf(input.priceFen, input.units) < 1) refuse('benefits.pack_too_dear', { price: (item.unitPriceFen / 100).toFixed(2) }, 'priceFen');
  if (input.offerId !== undefined && !await findOffer(ctx.tx, ctx.cityId, input.offerId)) refuse('benefits.offer_unknown');
  const offer: OfferRow = { id: input.offerId ?? ctx.newId('pko'), itemId: input.itemId, nameZh: input.name.zh, nameEn: input.name.en, units: input.units, priceFen: input.priceFen, validMonths: input.validMonths, isOffered: input.isOffered };
  await saveOffer(ctx.tx, ctx.cityId, offer, ctx.now, ctx.actor.personId ?? 'system');
  return offerView(ctx, offer);
}

/** The packs a city starts with; those it has already stay as they are. */
export async function installPackOffers(ctx: Ctx): Promise<{ installed: number }> {
  let installed = 0;
  for (const { id, itemId, name, units, percent, validMonths } of usualPacks) {
    if (await findOffer(ctx.tx, ctx.cityId, id)) continue;
    const { unitPriceFen } = await itemOf(ctx, itemId);
    await saveOffer(ctx.tx, ctx.cityId, { id, itemId, nameZh: name.zh, nameEn: name.en, units, priceFen: Math.min(MOST_PACK_FEN, Math.floor((unitPriceFen * percent) / 100) * units), validMonths, isOffered: true }, ctx.now, 'system');
    installed += 1;
  }
  return { installed };
}

/** What packs hold, by pack. */
export async function leftInPacks(ctx: Ctx, packs: readonly PackRow[]): Promise<Map<string, number>> {
  const held = await heldBy(ctx.tx, ctx.cityId, packs.map(({ id }) => chart.pack(id).code));
  return new Map(packs.map(({ id }) => [id, held.get(chart.pack(id).code) ?? 0]));
}

const unitsLeftOf = (pack: PackRow, leftFen: number): number => Math.min(pack.units, Math.floor(leftFen / pack.unitPriceFen));

function packView(ctx: Ctx, pack: PackRow, leftFen: number): OutputOf<Benefits['packs']>['items'][number] {
  const isActive = pack.state === 'active';
  const asks = needsReason(pack.boughtAt, ctx.now);
  const unitsLeft = isActive ? unitsLeftOf(pack, leftFen) : 0;
  return {
    packId: pack.id, itemId: pack.itemId, name: { zh: pack.nameZh, en: pack.nameEn }, units: pack.units, unitsLeft, priceFen: pack.priceFen, unitPriceFen: pack.unitPriceFen, leftFen, state: pack.state, stateWords: packStateWords[pack.state], chargeId: pack.chargeId,
    boughtAt: pack.boughtAt?.toISOString() ?? null, expiresAt: pack.expiresAt?.toISOString() ?? null,
    refund: isActive && leftFen > 0 ? { amountFen: leftFen, needsReason: asks, words: sayPackRefund({ ...pack, unitsLeft, leftFen, isFree: !asks }) } : { amountFen: 0, needsReason: false, words: packStateWords[pack.state] },
  };
}

export async function listPacks(ctx: Ctx): Promise<OutputOf<Benefits['packs']>> {
  const householdId = ctx.actor.personId === null ? null : await householdOf(ctx, ctx.actor.personId);
  const packs = householdId === null ? [] : await packsOf(ctx.tx, ctx.cityId, householdId);
  const left = await leftInPacks(ctx, packs);
  return { items: packs.map((pack) => packView(ctx, pack, left.get(pack.id) ?? 0)) };
}

export async function buyPack(ctx: Ctx, { offerId }: { offerId: string }): Promise<OutputOf<Benefits['buyPack']>> {
  const householdId = await myHousehold(ctx);
  const offer = await findOffer(ctx.tx, ctx.cityId, offerId);
  if (!offer?.isOffered) return refuse('benefits.offer_unknown');
  const { itemId, nameZh, nameEn, units, priceFen, validMonths } = offer;
  const id = ctx.newId('pck');
  const chargeId = await openCharge(ctx, { kind: 'pack', payerId: ctx.actor.personId!, householdId, refId: id, amountFen: priceFen, words: { zh: nameZh, en: nameEn } });
  await addPack(ctx.tx, ctx.cityId, { id, offerId, householdId, buyerId: ctx.actor.personId!, chargeId, itemId, nameZh, nameEn, units, priceFen, unitPriceFen: unitPriceOf(priceFen, units), validMonths, createdAt: ctx.now });
  return { packId: id, chargeId, amountFen: priceFen };
}

/** The pack was paid for: it is the family's from now on. */
export async function takePack(ctx: Ctx, { chargeId, refId }: Pick<EventPayload<'charge.paid'>, 'chargeId' | 'refId'>): Promise<void> {
  const pack = await lockPack(ctx.tx, ctx.cityId, refId);
  if (!pack) throw new Error(`there is no pack ${refId}`);
  await takeCharge(ctx, { chargeId, entry: moved({ businessKey: `packBought:${pack.id}`, kind: 'packBought', orderId: null, words: { zh: `购买${pack.nameZh} ${yuan(pack.priceFen)}`, en: `${pack.nameEn} bought for ${yuan(pack.priceFen)}` } }, [{ from: chart.charge(chargeId), to: chart.pack(pack.id), amountFen: pack.priceFen, kind: 'packBought' }]) });
  await markPackBought(ctx.tx, ctx.cityId, pack.id, ctx.now, packEnds(ctx.now, pack.validMonths));
}

export async function closePack(ctx: Ctx, packId: string): Promise<void> {
  await markPackEnded(ctx.tx, ctx.cityId, packId, { from: 'waiting', state: 'closed', at: ctx.now, reason: '', leftFen: 0 });
}

/** What is left of a pack goes back over the rail: its price less what was used at the unit price that was paid. */
export async function refundPack(ctx: Ctx, { packId, reason }: ParsedOf<Benefits['refundPack']>): Promise<OutputOf<Benefits['refundPack']>> {
  const householdId = await myHousehold(ctx);
  await lockWallet(ctx, householdId);
  const pack = await lockPack(ctx.tx, ctx.cityId, packId);
  if (!pack || pack.householdId !== householdId) return refuse('benefits.pack_unknown');
  if (pack.state !== 'active') refuse('benefits.pack_over', { stateZh: packStateWords[pack.state].zh, stateEn: packStateWords[pack.state].en });
  const leftFen = Math.min((await leftInPacks(ctx, [pack])).get(packId) ?? 0, await refundableOfCharge(ctx, pack.chargeId));
  if (leftFen === 0) refuse('benefits.nothing_left');
  const asks = needsReason(pack.boughtAt, ctx.now);
  if (asks && reason === '') refuse('benefits.reason_needed', {}, 'reason');
  const words = sayPackRefund({ ...pack, unitsLeft: unitsLeftOf(pack, leftFen), leftFen, isFree: !asks });
  await refundCharge(ctx, { chargeId: pack.chargeId, key: packId, amountFen: leftFen, words, entry: moved({ businessKey: `packRefunded:${packId}`, kind: 'packRefunded', orderId: null, words: { zh: `${pack.nameZh}退款 ${yuan(leftFen)}`, en: `${pack.nameEn}: ${yuan(leftFen)} paid back` } }, [{ from: chart.pack(packId), to: chart.charge(pack.chargeId), amountFen: leftFen, kind: 'packRefunded' }]) });
  await markPackEnded(ctx.tx, ctx.cityId, packId, { from: 'active', state: 'refunded', at: ctx.now, reason, leftFen });
  return packView(ctx, { ...pack, state: 'refunded' }, 0);
}

/** Every morning: packs whose time is over end, and what is left of them, now or when an order gave it back later, becomes stored value. Nothing is forfeited. */
export async function endPacks(ctx: Ctx): Promise<void> {
  for (const { id, householdId } of await packsToEnd(ctx.tx, ctx.cityId, ctx.now)) {
    await lockWallet(ctx, householdId);
    const pack = (await lockPack(ctx.tx, ctx.cityId, id))!;
    const leftFen = (await leftInPacks(ctx, [pack])).get(id) ?? 0;
    await postTransaction(ctx, moved({ businessKey: `packLeft:${ctx.newId('pkl')}`, kind: 'packLeft', orderId: null, words: { zh: `${pack.nameZh}剩余 ${yuan(leftFen)} 转入储值`, en: `${yuan(leftFen)} left of ${pack.nameEn} is stored value now` } }, [{ from: chart.pack(id), to: chart.stored(householdId), amountFen: leftFen, kind: 'packLeft' }]));
    await markPackEnded(ctx.tx, ctx.cityId, id, { from: 'active', state: 'expired', at: ctx.now, reason: '', leftFen });
  }
}
