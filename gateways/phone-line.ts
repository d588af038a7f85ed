import type { Clock } from '../kernel/clock.ts';

/**
 * The phone line. Two people talk through a virtual number (AXB: A and B both dial X), so neither learns the other's.
 * A real adapter (Alibaba Cloud private numbers, Tencent Cloud) must bind with an expiry, unbind early, and report each
 * call's start, length and recording to our callback; numbers of its pool replace those made here.
 */
export type Binding = { bindingId: string; virtualNumber: string; expiresAt: Date };
export type PlacedCall = { callId: string; dialNumber: string };
export type Call = { callId: string; at: Date; direction: 'inbound' | 'outbound'; from: string; to: string; reason: string };

export type PhoneLineGateway = {
  bind(pair: { a: string; b: string; minutes: number; reason: string }): Promise<Binding>;
  unbind(bindingId: string): Promise<void>;
  /** Rings `to` for an agent through a masked number. */
  placeCall(call: { agentId: string; to: string; reason: string }): Promise<PlacedCall>;
};

export type PhoneLineStandIn = PhoneLineGateway & {
  calls(): readonly Call[];
  bindings(): readonly (Binding & { a: string; b: string })[];
  /** Who answers when `from` dials a virtual number: the other side while the binding lives, else nobody. */
  dial(from: string, virtualNumber: string): string | null;
};

declare module '../kernel/context.ts' {
  interface Gateways { phoneLine: PhoneLineGateway }
}

/** 1700000xxxx looks like a virtual operator's number and belongs to nobody. */
const numberFor = (n: number): string => `1700000${String(n % 10_000).padStart(4, '0')}`;
const MOST_CALLS_KEPT = 5000;

export const createPhoneLineStandIn = ({ clock }: { clock: Clock }): PhoneLineStandIn => {
  const calls: Call[] = [];
  const bindings = new Map<string, Binding & { a: string; b: string }>();
  let counter = 0;
  const live = () => [...bindings.values()].filter((binding) => binding.expiresAt > clock.now());
  return {
    bind: async ({ a, b, minutes }) => {
      for (const binding of bindings.values()) if (binding.expiresAt <= clock.now()) bindings.delete(binding.bindingId);
      const n = ++counter;
      const binding = { bindingId: `bind_${n}`, virtualNumber: numberFor(n), expiresAt: new Date(clock.now().getTime() + minutes * 60_000), a, b };
      bindings.set(binding.bindingId, binding);
      return { bindingId: binding.bindingId, virtualNumber: binding.virtualNumber, expiresAt: binding.expiresAt };
    },
    unbind: async (bindingId) => { bindings.delete(bindingId); },
    placeCall: async ({ agentId, to, reason }) => {
      const callId = `call_${++counter}`;
      calls.push({ callId, at: clock.now(), direction: 'outbound', from: agentId, to, reason });
      if (calls.length > MOST_CALLS_KEPT) calls.shift();
      return { callId, dialNumber: numberFor(counter) };
    },
    calls: () => calls,
    bindings: live,
    dial: (from, virtualNumber) => {
      const binding = live().find((found) => found.virtualNumber === virtualNumber && (found.a === from || found.b === from));
      return binding ? (binding.a === from ? binding.b : binding.a) : null;
    },
  };
};
