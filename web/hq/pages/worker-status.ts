/** How the state of a worker looks and which word of `platformText` names it. */
export const statusTones = { applied: 'warm', active: 'jade', suspended: 'danger', left: 'grey' } as const;
export const statusWords = { applied: 'queue', active: 'active', suspended: 'suspendedGroup', left: 'left' } as const;
