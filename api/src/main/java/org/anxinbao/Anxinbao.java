package org.anxinbao;

import org.anxinbao.audit.VerifyCommand;
import org.anxinbao.web.RequiredSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** 安心报: sealed tips about work-safety hazards, from a phone to the office that is responsible. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Anxinbao {
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
      System.exit(VerifyCommand.run(args));
    }
    var application = new SpringApplication(Anxinbao.class);
    application.addInitializers(new RequiredSettings());
    application.run(args);
  }
}
