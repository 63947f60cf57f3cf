package org.anxinbao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed description is the running application's. {@code -Dopenapi.write=true} renews it.
 */
class OpenApiTest extends ServerTest {
  private static final Path COMMITTED = Path.of("openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void shouldAgreeWithTheCommittedDescription() throws IOException {
    var running = JSON.writeValueAsString(sorted(description())) + "\n";
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(COMMITTED, running);
    }
    assertThat(running)
        .as("api/openapi.json; renew it with -Dopenapi.write=true")
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void shouldDescribeEveryProblemAndCaller() {
    var description = description();

    assertThat(description.at("/openapi").asString()).startsWith("3.1");
    assertThat(description.at("/components/securitySchemes").propertyNames())
        .contains("receipt", "permit", "wechat", "altcha", "staff", "voucher");
    description
        .at("/paths")
        .forEach(
            path ->
                path.forEach(
                    call ->
                        assertThat(call.at("/responses/default/$ref").asString())
                            .isEqualTo("#/components/responses/Problem")));
  }

  private JsonNode description() {
    var body =
        client.get().uri("/v3/api-docs").exchange().expectStatus().isOk().expectBody(String.class);
    return JSON.readTree(Objects.requireNonNull(body.returnResult().getResponseBody()));
  }

  /** Members by name; the order of lists means something. */
  private static JsonNode sorted(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        var ordered = JSON.createObjectNode();
        object.propertyNames().stream()
            .sorted()
            .forEach(name -> ordered.set(name, sorted(object.get(name))));
        return ordered;
      }
      case ArrayNode array -> {
        var mapped = JSON.createArrayNode();
        array.forEach(each -> mapped.add(sorted(each)));
        return mapped;
      }
      default -> {
        return node;
      }
    }
  }
}
