package org.anxinbao.wechat;

import cn.binarywang.wx.miniapp.api.impl.WxMaServiceHttpComponentsImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.anxinbao.web.AnxinbaoProperties;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * WxJava's client for the mini program, with an HTTP client of our own: the one that WxJava builds
 * accepts every TLS certificate, and the app secret is in the URL.
 */
final class WechatClient extends WxMaServiceHttpComponentsImpl implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 4;

  private final CloseableHttpClient http;

  WechatClient(AnxinbaoProperties.Wechat settings) {
    http = http();
    var config = new WxMaDefaultConfigImpl();
    config.setAppid(settings.appId());
    config.setSecret(settings.secret());
    config.setApiHostUrl(settings.apiHost().toString());
    config.useStableAccessToken(true);
    // By default a busy WeChat (-1) is asked again after sleeps that add up to 31 s.
    setMaxRetryTimes(0);
    setWxMaConfig(config);
  }

  private static CloseableHttpClient http() {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                    .setSocketTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .build())
            .build();
    var requests =
        RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(requests)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .build();
  }

  @Override
  public void initHttp() {
    // ours is there already
  }

  @Override
  public CloseableHttpClient getRequestHttpClient() {
    return http;
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
