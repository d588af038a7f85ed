import { defineText } from '../../shared/i18n.ts';

/** What an order is to a merchant; the words every desk shares are in `shared/desk/order`. */
export const orderText = defineText({
  zh: { territory: '片区订单', own: '本店接单', other: '由{name}接单', history: '经过', decisions: '派单记录', noDecisions: '还没有派单记录' },
  en: { territory: 'In your territory', own: 'Served by you', other: 'Served by {name}', history: 'History', decisions: 'Dispatch log', noDecisions: 'No dispatch decision yet' },
});
