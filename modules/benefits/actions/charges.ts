import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { markTopUp } from '../store/wallets.ts';
import { forgetMembership, takeMembership } from './membership.ts';
import { closePack, takePack } from './packs.ts';
import { takeTopUp } from './stored.ts';

/** A charge of one of our kinds was paid: whoever it belongs to takes the money. */
export async function takePaidCharge(ctx: Ctx, event: EventPayload<'charge.paid'>): Promise<void> {
  if (event.kind === 'topUp') await takeTopUp(ctx, event);
  if (event.kind === 'membership') await takeMembership(ctx, event);
  if (event.kind === 'pack') await takePack(ctx, event);
}

/** It was not paid in time. */
export async function dropClosedCharge(ctx: Ctx, { kind, refId }: EventPayload<'charge.closed'>): Promise<void> {
  if (kind === 'topUp') await markTopUp(ctx.tx, ctx.cityId, refId, 'closed', null);
  if (kind === 'membership') await forgetMembership(ctx, { refId });
  if (kind === 'pack') await closePack(ctx, refId);
}
