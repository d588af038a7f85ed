import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A file, or a piece of it, as an answer outside the contract. */
export type FileAnswer = { status: 200 | 206 | 304 | 416; headers: Record<string, string>; body: Readable | Buffer | string | null };

export const sendFile = (reply: FastifyReply, { status, headers, body }: FileAnswer): FastifyReply => reply.code(status).headers(headers).send(body);
