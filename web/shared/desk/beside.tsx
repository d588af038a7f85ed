import { type ComponentType, Suspense } from 'react';
import { useOpen } from './use-open.ts';

/** The drawer of the order or worker named in the address, beside whatever page is shown. */
export function Beside({ order: Order, worker: Worker }: { order: ComponentType<{ orderId: string }>; worker: ComponentType<{ workerId: string }> }) {
  const { orderId, workerId } = useOpen();
  return (
    <Suspense fallback={null}>
      {orderId ? <Order key={orderId} orderId={orderId} /> : workerId ? <Worker key={workerId} workerId={workerId} /> : null}
    </Suspense>
  );
}
