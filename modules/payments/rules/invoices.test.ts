import { expect, test } from 'vitest';
import { invoiceableFen, redTaxFen, sayInvoice, taxOf, taxWithin } from './invoices.ts';

test('only the family’s own money is invoiced, less what went back', () => {
  expect(invoiceableFen([{ kind: 'rail', amountFen: 7000, refundedFen: 1000 }, { kind: 'stored', amountFen: 3000, refundedFen: 0 }, { kind: 'bonus', amountFen: 500, refundedFen: 0 }, { kind: 'points', amountFen: 200, refundedFen: 0 }, { kind: 'voucher', amountFen: 9000, refundedFen: 0 }])).toBe(9000);
});

test('the worked split: list 200, coupon 20 of which the platform bears 12: of 192 the invoice says 180', () => {
  const [listFen, merchantBearsFen, platformBearsFen] = [20_000, 800, 1200];
  expect(invoiceableFen([{ kind: 'rail', amountFen: listFen - merchantBearsFen - platformBearsFen, refundedFen: 0 }])).toBe(listFen - merchantBearsFen - platformBearsFen);
});

test.each([['cleaning', '2026-11-22', '免税', 0], ['elderCare', '2027-12-31', '免税', 0], ['cleaning', '2028-01-01', '3%', 524], ['moving', '2026-11-22', '1%', 178], ['repair', '2028-01-01', '3%', 524]])('%s on %s: %s', (family, day, rate, taxFen) => expect(taxOf(family, day, 18_000)).toMatchObject({ rate, taxFen }));

test('red letters take exactly the tax that the invoice had', () => {
  const invoice = { amountFen: 10_001, taxFen: taxWithin(10_001, 1) };
  let [redFen, redTaxTakenFen] = [0, 0];
  for (const part of [...Array.from({ length: 200 }, () => 50), 1]) {
    redTaxTakenFen += redTaxFen({ ...invoice, redFen, redTaxTakenFen }, part);
    redFen += part;
  }
  expect([redFen, redTaxTakenFen]).toEqual([invoice.amountFen, invoice.taxFen]);
});

test('a partly taken back invoice says what stands', () => expect(sayInvoice({ amountFen: 18_000, redFen: 3000, state: 'delivered', number: '26652000000000000001', isRed: false }).zh).toBe('电子发票 ¥180.00，已送达，号码 26652000000000000001，退款已冲红 ¥30.00，还有 ¥150.00'));
