package org.anxinbao.faults;

import org.anxinbao.ServerTest;
import org.anxinbao.access.Permits;
import org.anxinbao.seal.Receipt;

/** Callers of the shared server. */
abstract class FaultTest extends ServerTest {
  static final Phone phone = new Phone(server.url());

  /** Somebody who has been admitted; without the door, whose limits are not what is tested. */
  static Reporter admitted() {
    var receipt = Receipt.random();
    var permit = server.bean(Permits.class).issue(receipt.mailbox().hash());
    return new Reporter(phone, receipt.text(), permit);
  }
}
