import type { Bilingual } from '@linli/contract';
import type { Clock } from '../kernel/clock.ts';
import { writePdf } from '../kernel/pdf.ts';
import { openJournal } from './journal.ts';

/**
 * E-invoices (数电票). An adapter (a tax service provider's API, Nuonuo, Baiwang, the bureau's own Leqi) promises: asked twice under one
 * `requestNo` it issues once; it throws `InvoiceTrouble` when it got no clear answer, so that it is asked again; a red letter takes back a
 * whole invoice or a part of it, never more than is left.
 */
export type InvoiceWish = {
  requestNo: string; title: string; taxNo: string | null; itemName: string;
  /** With tax, in fen, more than zero for a red letter as well. */
  amountFen: number; taxFen: number; rate: string; note: string;
  redOf: { number: string; reason: string } | null;
};
export type InvoiceAnswer = { state: 'issued'; number: string; issuedAt: Date } | { state: 'processing' } | { state: 'refused'; why: Bilingual };
export type InvoiceGateway = {
  /** Who issues; null where no service is set up and nothing can be issued. */
  seller: { name: string; taxNo: string } | null;
  issue(wish: InvoiceWish): Promise<InvoiceAnswer>;
  query(requestNo: string): Promise<InvoiceAnswer | null>;
  files(number: string): Promise<{ xml: Buffer; pdf: Buffer } | null>;
};
export class InvoiceTrouble extends Error {}

declare module '../kernel/context.ts' {
  interface Gateways { invoice: InvoiceGateway }
}

/** Where no provider is set up: nothing is issued, and nobody is told otherwise. */
export const noInvoices: InvoiceGateway = {
  seller: null,
  issue: () => Promise.reject(new InvoiceTrouble('no invoice service is set up')),
  query: () => Promise.resolve(null),
  files: () => Promise.resolve(null),
};

/** Titles by which the stand-in shows what can go wrong: refused for good, issued only when asked again, issued with the answer lost. */
export const INVOICE_REFUSED_TITLE = '开票被拒有限公司';
export const INVOICE_SLOW_TITLE = '稍后开票有限公司';
export const INVOICE_LOST_TITLE = '答复丢失有限公司';

type Issued = InvoiceWish & { number: string; issuedAt: string; isSlow: boolean };

export const createInvoiceStandIn = ({ clock, folder }: { clock: Clock; folder: string | null }): InvoiceGateway => {
  const seller = { name: '邻里家政演示平台', taxNo: '91650100MA00LNL1XY' };
  const journal = openJournal<Issued>(folder, 'invoices.jsonl');
  const byRequest = new Map(journal.facts.map((invoice) => [invoice.requestNo, invoice]));
  const byNumber = new Map(journal.facts.map((invoice) => [invoice.number, invoice]));
  const asked = new Set<string>();
  const answer = (invoice: Issued): InvoiceAnswer => (invoice.isSlow && !asked.has(invoice.requestNo) ? { state: 'processing' } : { state: 'issued', number: invoice.number, issuedAt: new Date(invoice.issuedAt) });
  const redFen = (number: string): number => [...byNumber.values()].reduce((sum, { redOf, amountFen }) => (redOf?.number === number ? sum + amountFen : sum), 0);
  return {
    seller,
    issue: async (wish) => {
      const earlier = byRequest.get(wish.requestNo);
      if (earlier) return answer(earlier);
      if (wish.title === INVOICE_REFUSED_TITLE) return { state: 'refused', why: { zh: '税号与名称不符', en: 'The tax number does not belong to this name' } };
      if (wish.redOf) {
        const original = byNumber.get(wish.redOf.number);
        if (!original || original.redOf || redFen(original.number) + wish.amountFen > original.amountFen) return { state: 'refused', why: { zh: '原发票可冲红金额不足', en: 'The invoice has less left than this red letter takes' } };
      }
      // Two digits of the year, two of the province, one for the kind, fifteen in a row.
      const number = `${clock.now().toISOString().slice(2, 4)}652${String(byNumber.size + 1).padStart(15, '0')}`;
      const issued = { ...wish, number, issuedAt: clock.now().toISOString(), isSlow: wish.title === INVOICE_SLOW_TITLE };
      byRequest.set(wish.requestNo, issued);
      byNumber.set(number, issued);
      journal.append(issued);
      if (wish.title === INVOICE_LOST_TITLE) throw new InvoiceTrouble('the answer was lost on its way');
      return answer(issued);
    },
    query: async (requestNo) => {
      const invoice = byRequest.get(requestNo);
      asked.add(requestNo);
      return invoice ? answer(invoice) : null;
    },
    files: async (number) => {
      const invoice = byNumber.get(number);
      return invoice ? { xml: Buffer.from(xmlOf(invoice, seller), 'utf8'), pdf: pdfOf(invoice, seller) } : null;
    },
  };
};

const yuan = (fen: number, isRed: boolean): string => `${isRed ? '-' : ''}${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const xml = (text: string): string => text.toWellFormed().replace(/[\u0000-\u001f]/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const beijing = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19);

const xmlOf = (invoice: Issued, seller: { name: string; taxNo: string }): string => {
  const isRed = invoice.redOf !== null;
  return `<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>${invoice.number}</EIid><EInvoiceTag>${isRed ? 'red' : 'blue'}</EInvoiceTag><InherentLabel><EInvoiceType><LabelName>电子发票（普通发票）</LabelName></EInvoiceType></InherentLabel></Header>
<EInvoiceData><SellerInformation><SellerIdNum>${seller.taxNo}</SellerIdNum><SellerName>${xml(seller.name)}</SellerName></SellerInformation>
<BuyerInformation>${invoice.taxNo === null ? '' : `<BuyerIdNum>${xml(invoice.taxNo)}</BuyerIdNum>`}<BuyerName>${xml(invoice.title)}</BuyerName></BuyerInformation>
<IssuItemInformation><ItemName>*生活服务*${xml(invoice.itemName)}</ItemName><Amount>${yuan(invoice.amountFen - invoice.taxFen, isRed)}</Amount><TaxRate>${xml(invoice.rate)}</TaxRate><ComTaxAm>${yuan(invoice.taxFen, isRed)}</ComTaxAm></IssuItemInformation>
<BasicInformation><TotalAmWithoutTax>${yuan(invoice.amountFen - invoice.taxFen, isRed)}</TotalAmWithoutTax><TotalTaxAm>${yuan(invoice.taxFen, isRed)}</TotalTaxAm><TotalTaxIncludedAmount>${yuan(invoice.amountFen, isRed)}</TotalTaxIncludedAmount><RequestTime>${beijing(invoice.issuedAt)}</RequestTime></BasicInformation>
<AdditionalInformation><Remark>${xml(invoice.note)}</Remark>${invoice.redOf ? `<OriginalEIid>${invoice.redOf.number}</OriginalEIid><RedReason>${xml(invoice.redOf.reason)}</RedReason>` : ''}</AdditionalInformation></EInvoiceData></EInvoice>
`;
};

const pdfOf = (invoice: Issued, seller: { name: string; taxNo: string }): Buffer => {
  const isRed = invoice.redOf !== null;
  return writePdf({
    title: `发票 ${invoice.number}`,
    lines: [
      { x: 180, y: 380, size: 18, text: isRed ? '电子发票（普通发票）红字' : '电子发票（普通发票）' }, { x: 400, y: 350, text: `发票号码：${invoice.number}` }, { x: 400, y: 334, text: `开票日期：${beijing(invoice.issuedAt).slice(0, 10)}` },
      { x: 40, y: 300, text: `购买方　名称：${invoice.title}` }, { x: 40, y: 284, text: `　　　　税号：${invoice.taxNo ?? ''}` }, { x: 310, y: 300, text: `销售方　名称：${seller.name}` }, { x: 310, y: 284, text: `　　　　税号：${seller.taxNo}` },
      { x: 40, y: 250, text: '项目名称' }, { x: 300, y: 250, text: '金额' }, { x: 400, y: 250, text: '税率' }, { x: 480, y: 250, text: '税额' },
      { x: 40, y: 230, text: `*生活服务*${invoice.itemName}` }, { x: 300, y: 230, text: yuan(invoice.amountFen - invoice.taxFen, isRed) }, { x: 400, y: 230, text: invoice.rate }, { x: 480, y: 230, text: invoice.taxFen === 0 ? '***' : yuan(invoice.taxFen, isRed) },
      { x: 40, y: 150, size: 12, text: `价税合计　¥${yuan(invoice.amountFen, isRed)}` }, { x: 40, y: 110, text: `备注：${invoice.note}` },
      ...(invoice.redOf ? [{ x: 40, y: 94, text: `被红冲发票：${invoice.redOf.number}（${invoice.redOf.reason}）` }] : []), { x: 40, y: 40, size: 8, text: '演示发票，不能用于报销和抵扣' },
    ],
    rules: [[315, 315], [270, 270], [244, 244], [180, 180], [130, 130]].map(([from, to]) => ({ from: [36, from!] as const, to: [559, to!] as const })),
  });
};
