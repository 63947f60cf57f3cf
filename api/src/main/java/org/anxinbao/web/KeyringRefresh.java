package org.anxinbao.web;

import java.time.YearMonth;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.KeyringBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads keys off the event loops, so that no request waits for the disk; a new month's too. */
@Component
class KeyringRefresh {
  private static final Logger log = LoggerFactory.getLogger(KeyringRefresh.class);

  private final Keyring keyring;
  private final Today today;

  KeyringRefresh(Keyring keyring, Today today) {
    this.keyring = keyring;
    this.today = today;
    keyring.refresh(YearMonth.from(today.date()));
  }

  @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
  void run() {
    try {
      keyring.refresh(YearMonth.from(today.date()));
    } catch (KeyringBroken broken) {
      // what is in memory still serves; who needs what is not meets the same fault
      log.error("{}", broken.getMessage());
    }
  }
}
