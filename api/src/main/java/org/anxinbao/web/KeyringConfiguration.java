package org.anxinbao.web;

import org.anxinbao.seal.Grants;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.Tokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server's keys and what is made with them. */
@Configuration(proxyBeanMethods = false)
class KeyringConfiguration {
  @Bean
  Keyring keyring(AnxinbaoProperties properties) {
    return Keyring.open(properties.keyring());
  }

  @Bean
  MemberKeys memberKeys(Keyring keyring) {
    return new MemberKeys(keyring);
  }

  @Bean
  Tokens tokens(Keyring keyring) {
    return new Tokens(keyring);
  }

  @Bean
  Grants grants(Keyring keyring) {
    return new Grants(keyring);
  }
}
