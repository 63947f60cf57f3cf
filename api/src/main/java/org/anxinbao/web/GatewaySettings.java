package org.anxinbao.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands in front of this server.
 *
 * @param https whether callers reach it over TLS: the answer then says so for a year (HSTS)
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose X-Forwarded-For is
 *     believed, for its last entry alone; none by default
 */
@ConfigurationProperties("anxinbao")
record GatewaySettings(
    @DefaultValue("true") boolean https, @DefaultValue List<String> trustedProxies) {}
