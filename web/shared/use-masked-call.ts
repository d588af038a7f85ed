import { useState } from 'react';
import { api } from './api.ts';
import { useCommand } from './use-command.ts';

/**
 * Rings the other side of a visit through a masked number: asks for one and hands it to the phone. `dialNumber` is what was
 * answered last, to be shown where nothing can dial.
 */
export function useMaskedCall(orderId: string): { ring: () => void; isRunning: boolean; dialNumber: string | null } {
  const [dialNumber, setDialNumber] = useState<string | null>(null);
  const call = useCommand(api.orders.call, {
    refreshes: [],
    onDone: (answer) => { setDialNumber(answer.dialNumber); window.location.href = `tel:${answer.dialNumber}`; },
  });
  return { ring: () => void call.run({ orderId }), isRunning: call.isRunning, dialNumber };
}
