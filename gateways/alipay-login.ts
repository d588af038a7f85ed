import { createSign } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { alipayPrivateKey, alipayPublicKey, beijingTime, isAnswerSigned, signedParams } from './alipay-wire.ts';
import { askProvider, downRefusal, type Call, type SocialAdapter } from './social.ts';

/** `privateKey` is ours (PKCS#8), `publicKey` is Alipay's; base64 as its console shows them, or PEM. */
export type AlipayApp = { appId: string; privateKey: string; publicKey: string };
type Addresses = { authorize: string; api: string; returnOrigin: string };

export const alipayAddresses = (publicUrl: string): Addresses => ({ authorize: 'https://openauth.alipay.com/oauth2/publicAppAuthorize.htm', api: 'https://openapi.alipay.com/gateway.do', returnOrigin: publicUrl });

/** Alipay's login for H5: `auth_user`, auth_code → `alipay.system.oauth.token` → `alipay.user.info.share`, both signed both ways. */
export const createAlipayLogin = (app: AlipayApp, addresses: Addresses, call: Call): SocialAdapter => {
  const ownKey = alipayPrivateKey(app.privateKey);
  const theirKey = alipayPublicKey(app.publicKey);
  const ask = async (method: string, more: Record<string, string>, now: Date): Promise<Record<string, unknown>> => {
    const params = { app_id: app.appId, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: beijingTime(now), version: '1.0', ...more };
    const form = { ...params, sign: createSign('RSA-SHA256').update(signedParams(params)).sign(ownKey, 'base64') };
    const { body, text } = await askProvider(call, 'alipay', { method: 'POST', url: addresses.api, form });
    const fault = body['error_response'] as { sub_code?: string } | undefined;
    if (fault?.sub_code === 'isv.code-invalid') throw new Refusal('session.social_code_expired');
    const name = `${method.replaceAll('.', '_')}_response`;
    const answer = body[name] as Record<string, unknown> | undefined;
    if (fault || !answer || !isAnswerSigned(text, name, String(body['sign'] ?? ''), theirKey)) throw downRefusal('alipay');
    if (answer['sub_code'] === 'isv.code-invalid') throw new Refusal('session.social_code_expired');
    if (answer['code'] !== undefined && answer['code'] !== '10000') throw downRefusal('alipay');
    return answer;
  };
  return {
    authorizeUrl: ({ state, returnPath }) => `${addresses.authorize}?${new URLSearchParams({ app_id: app.appId, scope: 'auth_user', redirect_uri: `${addresses.returnOrigin}${returnPath}`, state })}`,
    identify: async (code, now) => {
      const token = await ask('alipay.system.oauth.token', { grant_type: 'authorization_code', code }, now);
      const user = await ask('alipay.user.info.share', { auth_token: String(token['access_token']) }, now);
      // Newer apps are given an open id, older ones the user id.
      const [subject, ofToken] = user['open_id'] !== undefined ? [user['open_id'], token['open_id']] : [user['user_id'], token['user_id']];
      if (typeof subject !== 'string' || subject !== ofToken) throw downRefusal('alipay');
      return { subject, name: String(user['nick_name'] ?? '') };
    },
  };
};
