package org.anxinbao.dev;

import java.nio.file.Files;
import org.springframework.core.env.Environment;

/** Where to go, on the terminal. */
final class Welcome {
  private Welcome() {}

  static void print(Home home, Environment environment) {
    var port = environment.getRequiredProperty("local.server.port");
    var management = environment.getProperty("local.management.port", "-");
    var address = "http://localhost:" + port;
    var accounts =
        Files.exists(home.demoAccounts())
            ? home.demoAccounts().toString()
            : "lost; remove " + home.root() + " to begin again";
    System.out.printf(
        """

        安心报 is ready. Ctrl-C stops it; data stays in %s

          report a hazard   %s/
          departments       %s/admin/
          API               %s/docs
          demo accounts     %s
          WeChat sign-in    curl -H 'Content-Type: application/json' -d '{"code":"demo-li-1"}' \\
                              %s/api/v1/wechat/sessions
                            (demo-li-2 is the same person again; each code works once)
          health            http://localhost:%s/actuator/health

        """,
        home.root(), address, address, address, accounts, address, management);
  }
}
