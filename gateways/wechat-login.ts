import { Refusal } from '../kernel/refusal.ts';
import { askProvider, downRefusal, type Call, type SocialAdapter } from './social.ts';

export type WechatApp = { appId: string; secret: string };
type Addresses = { authorize: string; api: string; returnOrigin: string };

export const wechatAddresses = (publicUrl: string): Addresses => ({ authorize: 'https://open.weixin.qq.com/connect/oauth2/authorize', api: 'https://api.weixin.qq.com', returnOrigin: publicUrl });

/** 40029 invalid, 40163 used already, 42003 expired. */
const CODE_FAULTS = [40029, 40163, 42003];

/** WeChat's web login for H5 (a service account's app id): `snsapi_userinfo`, code → access token with openid → user info. */
export const createWechatLogin = (app: WechatApp, addresses: Addresses, call: Call): SocialAdapter => {
  const ask = async (path: string, params: Record<string, string>): Promise<Record<string, unknown>> => {
    const { body } = await askProvider(call, 'wechat', { method: 'GET', url: `${addresses.api}${path}?${new URLSearchParams(params)}` });
    if (CODE_FAULTS.includes(Number(body['errcode']))) throw new Refusal('session.social_code_expired');
    // Any other fault (wrong secret, quota, busy) is between the provider and us, not the person's.
    if (body['errcode']) throw downRefusal('wechat');
    return body;
  };
  return {
    authorizeUrl: ({ state, returnPath }) => `${addresses.authorize}?${new URLSearchParams({
      appid: app.appId, redirect_uri: `${addresses.returnOrigin}${returnPath}`, response_type: 'code', scope: 'snsapi_userinfo', state,
    })}#wechat_redirect`,
    identify: async (code) => {
      const token = await ask('/sns/oauth2/access_token', { appid: app.appId, secret: app.secret, code, grant_type: 'authorization_code' });
      const user = await ask('/sns/userinfo', { access_token: String(token['access_token']), openid: String(token['openid']), lang: 'zh_CN' });
      if (typeof user['openid'] !== 'string' || user['openid'] !== token['openid']) throw downRefusal('wechat');
      // The union id is the same over all apps of one owner, so a second app finds the same people.
      return { subject: String(user['unionid'] ?? user['openid']), name: String(user['nickname'] ?? '') };
    },
  };
};
