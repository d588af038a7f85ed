import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Tag } from '../../shared/kit/index.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from '../learn.module.css';
import type { Signature } from '../use-learner.ts';
import { applyText } from './apply.text.ts';

export const isSigned = ({ signedAt, withdrawnAt }: Pick<Signature, 'signedAt' | 'withdrawnAt'>): boolean => signedAt !== null && withdrawnAt === null;

/** One text to hear, read and sign; version and hash are those on the screen. `foot` stands below a signed one. */
export function SignText({ of, foot }: { of: Signature; foot?: ReactNode }) {
  const { t, say } = useText(applyText);
  const { day } = useFormat();
  const sign = useCommand(api.workers.sign);
  const isDone = isSigned(of);
  return (
    <Card title={t(of.kind)} aside={isDone ? <Tag tone="jade" icon={<CircleCheck size={14} />}>{day(of.signedAt!)}</Tag> : <Tag tone={of.kind === 'privacy' ? 'warm' : 'grey'}>{t(of.kind === 'privacy' ? 'must' : 'later')}</Tag>}>
      <div className={css.stack}>
        <p className={css.signText}>{say(of.text)}</p>
        <div className={css.row}>
          <ReadAloud text={say(of.text)} />
          {isDone ? foot : <Button isBusy={sign.isRunning} data-testid={`sign-${of.kind}`} onClick={() => void sign.run({ kind: of.kind, version: of.version, hash: of.hash })}>{t('agree')}</Button>}
        </div>
      </div>
    </Card>
  );
}
