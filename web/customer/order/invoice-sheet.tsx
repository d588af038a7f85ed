import { Download } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Faces, List, Notice, PriceLines, Row, Segmented, Sheet, SkeletonScreen, StatusPill, TextInput, showToast } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import css from './order.module.css';
import { paperText } from './paper.text.ts';

type Found = View<'payments', 'invoiceOfOrder'>;
type Invoice = Found['items'][number];
const tones = { requested: 'sky', issued: 'jade', delivered: 'jade', redLettered: 'grey', refused: 'danger' } as const;

/** The e-invoice of an order: what it would say, whom it is for, and those there are. */
export function InvoiceSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useText(paperText);
  const found = useView(['payments', 'invoiceOfOrder', order.orderId], () => api.payments.invoiceOfOrder({ orderId: order.orderId }), { live: ['invoice', 'payment'], everySeconds: 5 });
  return <Faces of={found} loading={<Sheet isOpen title={t('invoice')} onClose={onClose}><SkeletonScreen /></Sheet>}>{(value) => <Body order={order} of={value} onClose={onClose} />}</Faces>;
}

function Body({ order, of, onClose }: { order: Order; of: Found; onClose: () => void }) {
  const { t, say } = useText(paperText);
  const { me } = useSession();
  const [titleKind, setKind] = useState<'person' | 'company'>(of.lastTitle?.titleKind ?? 'person');
  const [typed, setTitle] = useState<string | null>(null);
  const [taxNo, setTaxNo] = useState(of.lastTitle?.taxNo ?? '');
  const last = of.lastTitle?.titleKind === titleKind ? of.lastTitle.title : null;
  const title = typed ?? last ?? (titleKind === 'person' ? me?.name ?? '' : '');
  const ask = useCommand(api.payments.requestInvoice, { isQuiet: true, refreshes: [['payments', 'invoiceOfOrder']], onDone: () => showToast(t('invoiceAsked')) });
  const isCompany = titleKind === 'company';
  const bar = of.canRequest ? <Button size="large" isWide isBusy={ask.isRunning} disabled={title.trim() === '' || (isCompany && taxNo.trim() === '')} data-testid="invoice-ask" onClick={() => void ask.run({ orderId: order.orderId, titleKind, title: title.trim(), ...(isCompany && { taxNo: taxNo.trim() }) })}>{t('invoiceAsk', { amount: formatMoney(of.amountFen) })}</Button> : null;
  return (
    <Sheet isOpen title={t('invoice')} onClose={onClose} {...(bar && { bar })}>
      {of.items.length > 0 ? <List label={t('invoice')}>{of.items.map((one) => <InvoiceRow key={one.invoiceId} of={one} />)}</List> : null}
      {of.canRequest ? (
        <>
          <div className={css.lineBox}><PriceLines lines={of.parts} totalFen={of.amountFen} totalLabel={t('invoiceAmount')} /></div>
          <p className={css.soft}>{of.taxFen === 0 ? t('taxFree') : t('invoiceTax', { rate: of.rate, tax: formatMoney(of.taxFen) })}</p>
          <Segmented label={t('titleKind')} value={titleKind} onChange={(next) => { setKind(next); setTitle(null); ask.reset(); }} choices={(['person', 'company'] as const).map((value) => ({ value, label: t(value) }))} />
          <TextInput label={t(isCompany ? 'companyTitle' : 'personTitle')} value={title} onChange={setTitle} maxLength={60} wrong={ask.refusal?.field === 'taxNo' ? null : ask.refusal} />
          {isCompany ? <TextInput label={t('taxNo')} hint={t('taxNoHint')} value={taxNo} onChange={(value) => { setTaxNo(value.toUpperCase()); ask.reset(); }} maxLength={20} autoCapitalize="characters" wrong={ask.refusal?.field === 'taxNo' ? ask.refusal : null} /> : null}
        </>
      ) : of.why ? <Notice tone="sky">{say(of.why)}</Notice> : null}
    </Sheet>
  );
}

function InvoiceRow({ of }: { of: Invoice }) {
  const { t, say } = useText(paperText);
  const get = useCommand(api.payments.invoiceFile, { refreshes: [], onDone: saveFile });
  const hasFile = of.number !== null;
  return <Row title={<><Amount fen={of.amountFen} /> <StatusPill tone={tones[of.state]}>{say(of.stateWords)}</StatusPill></>} note={<>{of.title}{of.number ? <><br />{t('number', { number: of.number })}</> : null}{of.why ? <><br />{say(of.why)}</> : null}</>} end={hasFile ? <Button kind="soft" size="small" icon={<Download size={16} />} isBusy={get.isRunning} onClick={() => void get.run({ invoiceId: of.invoiceId, kind: 'pdf' })}>{t('file')}</Button> : undefined} />;
}
