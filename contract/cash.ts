import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Day, Fen, Id, Instant, Note, Text } from './shapes.ts';

export const CashReceipt = z.object({ no: z.string(), stationId: Id, stationName: z.string(), orderId: Id.nullable(), chargeId: Id.nullable(), amountFen: Fen, receivedFen: Fen, changeFen: Fen, words: Bilingual, takenByName: z.string(), takenAt: Instant }).meta({ id: 'CashReceipt' });
export const CashCount = z.object({ countId: Id, day: Day, expectedFen: Fen, countedFen: Fen, differenceFen: Fen, words: z.string(), countedByName: z.string(), countedAt: Instant }).meta({ id: 'CashCount' });
export const CashDesk = z.object({
  stationId: Id, stationName: z.string(), heldFen: Fen.meta({ description: 'What the books say lies in the drawer' }), isCountedToday: z.boolean(), receipts: z.array(CashReceipt), counts: z.array(CashCount),
  handovers: z.array(z.object({ handoverId: Id, amountFen: Fen, bankRef: z.string(), handedByName: z.string(), handedAt: Instant })), words: Bilingual,
}).meta({ id: 'CashDesk' });
const ofStation = { stationId: Id };

export const cashEndpoints = {
  takeCash: command({
    path: '/api/stations/:stationId/cash', who: ['stationStaff', 'operator'], summary: 'Take cash for what is left to pay of an order or charge; answers a numbered receipt and the change',
    input: z.object({ ...ofStation, orderId: Id.optional(), chargeId: Id.optional(), receivedFen: Fen.min(1) }), output: CashReceipt,
    refusals: ['payments.station_unknown', 'payments.cash_for_what', 'payments.cash_short', 'orders.order_unknown', 'orders.wrong_state', 'payments.window_over', 'payments.already_paying', 'payments.charge_unknown', 'payments.charge_over'],
  }),
  cashDesk: query({ path: '/api/stations/:stationId/cash', who: ['stationStaff', 'operator', 'finance', 'auditor'], summary: 'The drawer of a station: what should be in it, its receipts, counts and what went to the bank', input: z.object(ofStation), output: CashDesk, refusals: ['payments.station_unknown'] }),
  countCash: command({ path: '/api/stations/:stationId/cash/counts', who: ['stationStaff', 'operator'], summary: 'Count the drawer at the end of the day; a difference needs words', input: z.object({ ...ofStation, countedFen: Fen.min(0), words: Note(200).default('') }), output: CashDesk, refusals: ['payments.station_unknown', 'payments.count_twice', 'payments.difference_unsaid'] }),
  bankCash: command({ path: '/api/stations/:stationId/cash/handovers', who: ['stationStaff', 'operator', 'finance'], summary: 'Cash was brought to the bank, with the number of its slip', input: z.object({ ...ofStation, amountFen: Fen.min(1), bankRef: Text(40) }), output: CashDesk, refusals: ['payments.station_unknown', 'payments.drawer_short', 'payments.slip_twice'] }),
};
