import { Heart, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Notice, TextInput } from '../../shared/kit/index.ts';
import { type Wish, useWish } from './use-wishes.ts';
import css from './wishes.module.css';
import { wishesText } from './wishes.text.ts';

/** Her again, or never again: one tap each. A block says plainly that she is not told, and asks for a reason without insisting. */
export function WishButtons({ worker }: { worker: { workerId: string; name: string } }) {
  const { t } = useText(wishesText);
  const { wish, choose, giveReason, isRunning } = useWish(worker);
  if (wish?.kind === 'blocked') {
    return (
      <div className={css.blocked} data-testid="wish-blocked">
        <Notice tone="warm"><b>{t('blockedTitle', { name: worker.name })}</b><br />{t('blockedLead')}</Notice>
        <Reason key={wish.reason} wish={wish} isBusy={isRunning} onGive={(reason) => void giveReason(reason)} />
        <Button kind="secondary" isWide isBusy={isRunning} data-testid="wish-take-back" onClick={() => void choose('none')}>{t('takeBack')}</Button>
      </div>
    );
  }
  const isFavourite = wish?.kind === 'favourite';
  return (
    <div className={css.buttons}>
      <Button kind={isFavourite ? 'soft' : 'secondary'} aria-pressed={isFavourite} disabled={isRunning} data-testid="wish-favourite" icon={<Heart size={19} fill={isFavourite ? 'currentColor' : 'none'} aria-hidden="true" />} onClick={() => void choose(isFavourite ? 'none' : 'favourite')}>{t(isFavourite ? 'isFavourite' : 'favourite')}</Button>
      <Button kind="quiet" disabled={isRunning} data-testid="wish-block" icon={<UserRoundX size={19} aria-hidden="true" />} onClick={() => void choose('blocked')}>{t('block')}</Button>
    </div>
  );
}

const reasons = ['late', 'rough', 'manner', 'broke', 'privacy', 'otherWhy'] as const;

function Reason({ wish, isBusy, onGive }: { wish: Wish; isBusy: boolean; onGive: (reason: string) => void }) {
  const { t } = useText(wishesText);
  const [words, setWords] = useState('');
  const known = reasons.find((one) => wish.reason !== '' && t(one) === wish.reason) ?? null;
  const [isOther, setOther] = useState(wish.reason !== '' && known === null);
  const pick = (one: (typeof reasons)[number] | null): void => {
    setOther(one === 'otherWhy');
    if (one !== 'otherWhy') onGive(one === null ? '' : t(one));
  };
  return (
    <div className={css.reason}>
      <Chips label={t('why')} isLabelShown canClear value={isOther ? 'otherWhy' : known} onChange={pick} choices={reasons.map((value) => ({ value, label: t(value), isDisabled: isBusy }))} />
      {isOther ? (
        <div className={css.words}>
          <TextInput label={t('otherWhy')} isLabelHidden placeholder={wish.reason || t('otherHint')} value={words} onChange={setWords} maxLength={200} />
          <Button kind="soft" disabled={words.trim() === ''} isBusy={isBusy} onClick={() => onGive(words.trim())}>{t('note')}</Button>
        </div>
      ) : null}
    </div>
  );
}
