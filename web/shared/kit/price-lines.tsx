import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../class-names.ts';
import { type Bilingual, useText } from '../i18n.ts';
import { Amount } from './marks.tsx';
import { Sheet } from './overlay.tsx';
import css from './price-lines.module.css';
import { kitText } from './text.ts';

export type PriceLine = { label: Bilingual; detail?: Bilingual | null; amountFen: number };
type Props = { lines: readonly PriceLine[]; totalFen: number; totalLabel?: string };

/** What a price contains, line by line, and the total. Takes the lines of a quote as they come. */
export function PriceLines({ lines, totalFen, totalLabel }: Props) {
  const { t, say } = useText(kitText);
  return (
    <div className={css.lines}>
      {lines.map((line, index) => (
        <div key={index} className={css.line}>
          <span>{say(line.label)}{say(line.detail) ? <span className={css.detail}>{say(line.detail)}</span> : null}</span>
          <span className={cx(line.amountFen < 0 && css.less)}><Amount fen={line.amountFen} /></span>
        </div>
      ))}
      <div className={css.total}><span>{totalLabel ?? t('total')}</span><Amount fen={totalFen} size="medium" /></div>
    </div>
  );
}

/** The total for an action bar; one tap opens what it contains. */
export function PricePeek({ lines, totalFen, totalLabel, title }: Props & { title: string }) {
  const { t } = useText(kitText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={css.peek} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <span style={{ fontSize: 'var(--t-xl)', lineHeight: 1.15 }}><Amount fen={totalFen} /></span>
        <small>{t('showParts')}<ChevronUp size={14} aria-hidden="true" /></small>
      </button>
      <Sheet isOpen={isOpen} title={title} onClose={() => setOpen(false)}><PriceLines lines={lines} totalFen={totalFen} {...(totalLabel && { totalLabel })} /></Sheet>
    </>
  );
}
