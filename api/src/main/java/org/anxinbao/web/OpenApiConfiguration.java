package org.anxinbao.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the whole API has in common in its description: problems, and the ways to say who calls. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("安心报 Anxinbao")
                .version("1")
                .description(
                    "Reports of work-safety hazards that name nobody. "
                        + "Every error is a problem (RFC 9457)."))
        .servers(List.of(new Server().url("/")))
        .tags(
            List.of(
                tag(OpenApiCalls.OF_ALL, "The catalogue, and how to get a mailbox"),
                tag(OpenApiCalls.OF_THE_REPORTER, "The mailbox, by receipt"),
                tag(OpenApiCalls.OF_STAFF, "The departments")))
        .components(
            new Components()
                .addSchemas(PROBLEM, problem())
                .addResponses(PROBLEM, problemResponse())
                .addSecuritySchemes("receipt", authorization("Receipt <the reporter's receipt>"))
                .addSecuritySchemes("voucher", authorization("Voucher <a claim's voucher>"))
                .addSecuritySchemes(
                    "wechat",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The token of POST /api/v1/wechat/sessions"))
                .addSecuritySchemes("altcha", header("X-Altcha", "A solved challenge"))
                .addSecuritySchemes("permit", header("X-Permit", "From POST /api/v1/mailboxes"))
                .addSecuritySchemes(
                    "staff",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("__Secure-anxinbao")
                        .description("A write also carries X-Requested-With: anxinbao")));
  }

  @Bean
  OpenApiCustomizer whatAllShare() {
    return api ->
        api.getPaths()
            .forEach(
                (path, item) ->
                    item.readOperationsMap()
                        .forEach((method, call) -> OpenApiCalls.complete(path, method, call)));
  }

  @Bean
  OpenApiArguments openApiArguments() {
    return new OpenApiArguments();
  }

  @Bean
  RecordNullness recordNullness() {
    return new RecordNullness();
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }

  private static Schema<?> problem() {
    var error =
        new ObjectSchema()
            .addProperty("pointer", new StringSchema().description("JSON pointer (RFC 6901)"))
            .addProperty("detail", new StringSchema())
            .required(List.of("pointer", "detail"));
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri-reference"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("errors", new ArraySchema().items(error))
        .required(List.of("type", "title", "status", "detail"))
        .additionalProperties(true);
  }

  private static ApiResponse problemResponse() {
    var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description("What went wrong, in the language that Accept-Language asks for")
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }

  private static SecurityScheme authorization(String description) {
    return header("Authorization", description);
  }

  private static SecurityScheme header(String name, String description) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(name)
        .description(description);
  }
}
