package org.anxinbao.audit;

import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.anxinbao.audit.Verifier.KeptRoot;
import org.anxinbao.web.RequiredSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar api.jar verify-audit}: the verifier without the server, its keyring and its
 * store. Needs the database's settings and the public key, so that another house can run it.
 */
public final class VerifyCommand {
  public static final String NAME = "verify-audit";

  private static final Logger log = LoggerFactory.getLogger(VerifyCommand.class);
  private static final String KEY = "anxinbao.audit.checkpoint-key";
  private static final String ROOTS = "anxinbao.audit.roots";

  private VerifyCommand() {}

  @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
  @Import({EntryRepository.class, CheckpointRepository.class, Verifier.class})
  static class Parts {
    @Bean
    DatabaseClient client(ConnectionFactory connections) {
      return DatabaseClient.create(connections);
    }
  }

  /**
   * The process's exit code: 0 if everything holds, 2 if not, 1 if it could not be found out (by
   * what is thrown).
   */
  public static int run(String... args) {
    var application =
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .initializers(
                RequiredSettings.only(
                    "anxinbao.database.url",
                    "anxinbao.database.user",
                    "anxinbao.database.password",
                    KEY));
    try (var context = application.run(args)) {
      var key = key(context.getEnvironment());
      var kept = kept(context.getEnvironment());
      return report(
          Objects.requireNonNull(context.getBean(Verifier.class).verify(key, kept).block()));
    } catch (IllegalArgumentException | DataAccessException failed) {
      log.error("The trail could not be verified: {}", failed.getMessage());
      return 1;
    }
  }

  private static byte[] key(Environment environment) {
    var key = Base64.getDecoder().decode(environment.getRequiredProperty(KEY).strip());
    if (key.length != Sha256.BYTES) {
      throw new IllegalArgumentException("the key must have 32 bytes, in base64");
    }
    return key;
  }

  private static int report(Verification found) {
    var fault = found.fault();
    if (fault == null) {
      var through = found.through();
      log.info("The trail holds, {}", through == null ? "no day is sealed" : "through " + through);
      return 0;
    }
    log.error("The trail does not hold: checkpoint {}, {}", fault.checkpoint(), fault.kind());
    return 2;
  }

  /** From a file: an answer of {@code GET /api/v1/transparency/roots}, as it was kept. */
  private static List<KeptRoot> kept(Environment environment) {
    var file = environment.getProperty(ROOTS, "");
    if (file.isBlank()) {
      return List.of();
    }
    try {
      var roots = JsonMapper.shared().readTree(Files.readString(Path.of(file))).path("roots");
      var kept = roots.valueStream().map(VerifyCommand::kept).toList();
      if (kept.isEmpty() || !kept.stream().allMatch(KeptRoot::hasRoot)) {
        throw new IllegalArgumentException("there are no roots in " + file);
      }
      return kept;
    } catch (IOException | JacksonException unreadable) {
      throw new IllegalArgumentException("cannot read " + file, unreadable);
    }
  }

  private static KeptRoot kept(JsonNode root) {
    return new KeptRoot(root.path("number").asInt(), root.path("root").asString());
  }
}
