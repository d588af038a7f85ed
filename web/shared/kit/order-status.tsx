import { Ban, BadgeCheck, Bike, CircleCheck, Clock3, DoorOpen, FileClock, HandHelping, Hourglass, type LucideIcon, Sparkles, UserCheck, UserX, Wallet } from 'lucide-react';
import type { OrderStatus } from '@linli/contract';
import { type Bilingual, useSay } from '../i18n.ts';
import type { Tone } from '../tokens.ts';
import { StatusPill } from './marks.tsx';

const looks: Record<OrderStatus, { tone: Tone; Icon: LucideIcon }> = {
  draft: { tone: 'grey', Icon: FileClock }, held: { tone: 'warm', Icon: Hourglass }, paid: { tone: 'warm', Icon: Wallet }, assigned: { tone: 'warm', Icon: HandHelping }, accepted: { tone: 'jade', Icon: UserCheck },
  onTheWay: { tone: 'sky', Icon: Bike }, checklistConfirmed: { tone: 'jade', Icon: DoorOpen }, inService: { tone: 'jade', Icon: Sparkles }, finished: { tone: 'warm', Icon: Clock3 }, confirmed: { tone: 'grey', Icon: CircleCheck },
  settled: { tone: 'grey', Icon: BadgeCheck }, cancelled: { tone: 'grey', Icon: Ban }, noShow: { tone: 'danger', Icon: UserX },
};
/** The colour of an order's state everywhere: pill, Gantt bar, map mark. */
export const orderTone = (status: OrderStatus): Tone => looks[status].tone;

/** An order's state as the server words it: `<OrderStatusPill status={order.status} label={order.statusLabel} />`. */
export function OrderStatusPill({ status, label, isLate = false }: { status: OrderStatus; label: Bilingual; isLate?: boolean }) {
  const say = useSay();
  const { tone, Icon } = looks[status];
  return <StatusPill tone={isLate ? 'danger' : tone} icon={<Icon size={15} strokeWidth={2.2} aria-hidden="true" />}>{say(label)}</StatusPill>;
}
