import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n.ts';
import type { RefusalError } from '../refusal.ts';
import type { Viewed } from '../use-view.ts';
import { Button } from './button.tsx';
import css from './faces.module.css';
import { kitText } from './text.ts';

/** A grey bar in the place of text to come. */
export const Bone = ({ width = '100%', height = 14, radius }: { width?: number | string; height?: number | string; radius?: string }) => (
  <span className={css.bone} style={{ width, height, ...(radius && { borderRadius: radius }) }} aria-hidden="true" />
);
/** The loading face of a list of cards, of the height they will have. */
export function SkeletonList({ count = 4, hasAvatar = true }: { count?: number; hasAvatar?: boolean }) {
  const { t } = useText(kitText);
  return (
    <div className={css.bones} role="status" aria-label={t('loading')}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={css.boneCard}>
          {hasAvatar ? <Bone width={48} height={50} radius="var(--arch)" /> : null}
          <div><Bone width={`${52 + ((index * 17) % 30)}%`} height={16} /><Bone width={`${38 + ((index * 23) % 40)}%`} /></div>
        </div>
      ))}
    </div>
  );
}
/** The loading face of a whole screen: a large card and lines. */
export function SkeletonScreen() {
  const { t } = useText(kitText);
  return (
    <div className={css.bones} role="status" aria-label={t('loading')}>
      <Bone height={148} radius="var(--radius-l)" /><Bone width="60%" height={18} /><Bone width="85%" /><Bone width="45%" /><Bone height={96} radius="var(--radius-l)" />
    </div>
  );
}

type Art = 'door' | 'search' | 'calm' | 'trouble';
function Picture({ art }: { art: Art }) {
  const glow = art === 'trouble' ? 'var(--ink-300)' : 'var(--apricot-200)';
  return (
    <svg className={css.art} viewBox="0 0 104 96" aria-hidden="true" fill="none">
      <ellipse cx="52" cy="86" rx="44" ry="6" fill="var(--sunk)" />
      <path d="M28 84V42c0-14 10.5-25 24-25s24 11 24 25v42z" fill="var(--jade-100)" />
      <path d="M35 84V44c0-11 7.4-19 17-19s17 8 17 19v40z" fill={glow} />
      {art === 'door' ? <path d="M35 84V44c0-11 7.4-19 17-19v59z" fill="#fff" opacity=".9" /> : null}
      {art === 'door' ? <circle cx="47" cy="57" r="2" fill="var(--jade-600)" /> : null}
      {art === 'search' ? <g stroke="var(--jade-700)" strokeWidth="4" strokeLinecap="round"><circle cx="50" cy="52" r="11" fill="#fff" /><path d="m58.5 60.5 9 9" /></g> : null}
      {art === 'calm' ? <path d="m43 57 6.5 6.500L62 50" stroke="var(--jade-700)" strokeWidth="4.5" strokeLinecap="round" strokeLinejoin="round" /> : null}
      {art === 'trouble' ? <g stroke="var(--ink-700)" strokeWidth="4.5" strokeLinecap="round"><path d="M52 44v16" /><path d="M52 69v.1" /></g> : null}
      <path d="M14 84h76" stroke="var(--jade-200)" strokeWidth="4" strokeLinecap="round" />
      <path d="M84 84V70m0 3c-5 0-7-3-7-7 5 0 7 3 7 7Zm0-4c0-5 3-7 7-7 0 5-3 7-7 7Z" stroke="var(--jade-500)" fill="var(--jade-200)" strokeWidth="1.6" />
    </svg>
  );
}

/** Nothing here, said kindly, with a way on. */
export function EmptyState({ title, children, action, art = 'door' }: { title: string; children?: ReactNode; action?: ReactNode; art?: Art }) {
  return <div className={css.empty}><Picture art={art} /><h2>{title}</h2>{children ? <p>{children}</p> : null}{action ? <div className={css.way}>{action}</div> : null}</div>;
}
/** It did not open: why, and a way to try again. */
export function ErrorState({ refusal, onRetry, action }: { refusal: RefusalError; onRetry?: () => void; action?: ReactNode }) {
  const { t, locale } = useText(kitText);
  return (
    <div className={css.empty} role="alert">
      <Picture art="trouble" />
      <h2>{t('errorTitle')}</h2>
      <p>{refusal[locale]}</p>
      <div className={css.way}>{onRetry ? <Button kind="secondary" icon={<RotateCw size={17} />} onClick={onRetry}>{t('retry')}</Button> : null}{action}</div>
    </div>
  );
}

/** The faces of a view in one place: loading, refused, empty, there. */
export function Faces<T>({ of, loading, isEmpty, empty, children }: { of: Viewed<T>; loading?: ReactNode; isEmpty?: (value: T) => boolean; empty?: ReactNode; children: (value: T) => ReactNode }) {
  if (of.refusal) return <ErrorState refusal={of.refusal} onRetry={of.reload} />;
  if (of.value === undefined) return loading ?? <SkeletonList />;
  if (isEmpty?.(of.value) && empty) return empty;
  return children(of.value);
}
