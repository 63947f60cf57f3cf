package org.anxinbao.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Set;

/** What a call needs and may answer, by where it lies. */
final class OpenApiCalls {
  private static final String STAFF = "/admin/api/";
  private static final String SIGN_IN = "/admin/api/v1/staff/sessions";
  private static final String MAILBOX = "/api/v1/mailbox";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> WITH_PERMIT =
      Set.of(
          MAILBOX + "/evidence",
          MAILBOX + "/tip",
          MAILBOX + "/uploads",
          MAILBOX + "/uploads/{id}",
          MAILBOX + "/uploads/{id}/parts/{offset}",
          MAILBOX + "/uploads/{id}/completion");

  static final String OF_ALL = "Everybody";
  static final String OF_THE_REPORTER = "Reporter";
  static final String OF_STAFF = "Staff";

  private OpenApiCalls() {}

  static void complete(String path, HttpMethod method, Operation call) {
    if (call.getResponses() == null) {
      call.setResponses(new ApiResponses());
    }
    call.getResponses()
        .addApiResponse("default", new ApiResponse().$ref("#/components/responses/Problem"));
    call.setTags(List.of(tag(path)));
    call.setSecurity(security(path, method));
    if (path.startsWith(STAFF) && !READS.contains(method)) {
      call.addParametersItem(
          new HeaderParameter()
              .name("X-Requested-With")
              .required(true)
              .schema(new StringSchema()._const("anxinbao")));
    }
  }

  /** By who calls, so that the description does not follow the names of our classes. */
  private static String tag(String path) {
    if (path.startsWith(STAFF)) {
      return OF_STAFF;
    }
    return isMailbox(path) ? OF_THE_REPORTER : OF_ALL;
  }

  private static boolean isMailbox(String path) {
    return path.equals(MAILBOX) || path.startsWith(MAILBOX + "/");
  }

  /** Alternatives; the members of one are needed together. */
  private static List<SecurityRequirement> security(String path, HttpMethod method) {
    if (path.startsWith(STAFF)) {
      return path.equals(SIGN_IN) ? List.of() : List.of(needs("staff"));
    }
    if (path.equals("/api/v1/mailboxes")) {
      return List.of(needs("wechat"), needs("altcha"));
    }
    if (path.equals("/api/v1/claims") && method == HttpMethod.GET) {
      return List.of(needs("voucher"));
    }
    if (isMailbox(path)) {
      return WITH_PERMIT.contains(path)
          ? List.of(needs("receipt", "permit"), needs("receipt"))
          : List.of(needs("receipt"));
    }
    return List.of();
  }

  private static SecurityRequirement needs(String... schemes) {
    var requirement = new SecurityRequirement();
    for (var scheme : schemes) {
      requirement.addList(scheme);
    }
    return requirement;
  }
}
