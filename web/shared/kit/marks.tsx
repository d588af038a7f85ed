import { CircleAlert, CircleCheck, Clock3, Info, Truck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../class-names.ts';
import { formatMoney } from '../format.ts';
import { type Tone, toneStyle } from '../tokens.ts';
import css from './marks.module.css';

/** A small fact beside a name: `<Tag tone="warm">有宠物</Tag>`. */
export function Tag({ tone = 'grey', isOutline = false, icon, children }: { tone?: Tone; isOutline?: boolean; icon?: ReactNode; children: ReactNode }) {
  return <span className={cx(css.tag, isOutline && css.outline)} style={toneStyle(tone)}>{icon}{children}</span>;
}

const pillIcons: Record<Tone, typeof Clock3> = { jade: CircleCheck, warm: Clock3, sky: Truck, danger: CircleAlert, grey: CircleCheck };
/** The state of something: icon, word and colour together. */
export function StatusPill({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  const Icon = pillIcons[tone];
  return <span className={css.pill} style={toneStyle(tone)}>{icon ?? <Icon size={15} strokeWidth={2.2} aria-hidden="true" />}{children}</span>;
}

/** Money in fen: `<Amount fen={13500} />` is ¥135.00, the sign and the fen smaller than the yuan. */
export function Amount({ fen, size = 'inherit', wasFen, hasSign = false }: { fen: number; size?: 'inherit' | 'medium' | 'large'; wasFen?: number; hasSign?: boolean }) {
  const text = formatMoney(fen);
  const [yuan = '', cents = ''] = text.replace('¥', '').replace('-', '').split('.');
  return (
    <span className={css.amount} data-size={size}>
      <span aria-hidden="true">{fen < 0 ? '-' : hasSign && fen > 0 ? '+' : ''}<small>¥</small>{yuan}<sub>.{cents}</sub></span>
      <span className="visually-hidden">{text}</span>
      {wasFen !== undefined && wasFen !== fen ? <s className={css.was}>{formatMoney(wasFen)}</s> : null}
    </span>
  );
}

const avatarTones: readonly (readonly [string, string])[] = [
  ['#fbe4c9', '#8a4108'], ['#d6ebe1', '#0e5c48'], ['#f6dcd2', '#8f3a22'], ['#e3e6cf', '#535a1d'], ['#d8e6ee', '#28597a'], ['#efe0ee', '#6f3f6b'], ['#f3e3b8', '#715208'],
];
const toneOf = (name: string): readonly [string, string] => avatarTones[[...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % avatarTones.length]!;
/** A person in a doorway: the photo, or the first letter of the name (surname in Chinese) on a warm ground that stays the same for the name. */
export function Avatar({ name, photo, sizePixels = 44 }: { name: string; photo?: string | null; sizePixels?: number }) {
  const [ground, ink] = toneOf(name);
  const style = { '--bg': ground, '--fg': ink, width: sizePixels, height: Math.round(sizePixels * 1.06), fontSize: Math.round(sizePixels * 0.4) } as Record<string, string | number>;
  return <span className={css.avatar} style={style} aria-hidden="true">{photo ? <img src={photo} alt="" loading="lazy" decoding="async" /> : [...name.trim()][0]?.toUpperCase()}</span>;
}

/** An icon in the doorway shape, for services and ways to go on. */
export function IconTile({ tone = 'jade', sizePixels = 48, children }: { tone?: Tone; sizePixels?: number; children: ReactNode }) {
  return <span className={css.tile} style={{ ...toneStyle(tone), width: sizePixels, height: Math.round(sizePixels * 1.06) }} aria-hidden="true">{children}</span>;
}

/** How far something is; `label` names it for everyone. */
export function Progress({ done, total, label, tone = 'jade', note }: { done: number; total: number; label: string; tone?: 'jade' | 'warm' | 'danger'; note?: ReactNode }) {
  const percent = total <= 0 ? 0 : Math.min(100, Math.round((done / total) * 100));
  return (
    <div className={css.progress}>
      <div className={css.progressText}><span>{label}</span><span>{note ?? `${done} / ${total}`}</span></div>
      <div className={css.track} role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <div className={css.fill} data-tone={tone} style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

const noticeIcons: Record<Tone, typeof Info> = { jade: CircleCheck, warm: TriangleAlert, sky: Info, danger: CircleAlert, grey: Info };
/** A bar that says something about the whole screen; a link or button inside it is its way on. */
export function Notice({ tone = 'sky', children }: { tone?: Tone; children: ReactNode }) {
  const Icon = noticeIcons[tone];
  return <div className={css.notice} style={toneStyle(tone)} role={tone === 'danger' ? 'alert' : undefined}><Icon size={18} strokeWidth={2} aria-hidden="true" /><div>{children}</div></div>;
}
