package dev.tombolo.tenant.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Exchange Online's cmdlets as its PowerShell module calls them: {@code POST
 * /adminapi/beta/{tenant}/InvokeCommand} with the cmdlet and its parameters.
 */
public final class ExchangeEndpoint {
  /** Below which path it answers. */
  public static final String PREFIX = "/adminapi/beta";

  private final TenantStore store;

  /** An endpoint on a store. */
  public ExchangeEndpoint(TenantStore store) {
    this.store = store;
  }

  /** Adds its route. */
  public void addTo(ApiRouter router) {
    router.add(
        Method.POST,
        "/{tenant}/InvokeCommand",
        Access.anyOf(Permission.EXCHANGE_MANAGE_AS_APP),
        this::invoke);
  }

  private ApiResponse invoke(ApiRequest request) {
    JsonNode input = request.json().path("CmdletInput");
    String cmdlet = input.path("CmdletName").asText("");
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    input
        .path("Parameters")
        .properties()
        .forEach(
            field -> parameters.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
    JsonNode identity = parameters.remove("identity");
    parameters.remove("confirm");
    parameters.remove("force");
    if (identity == null || !identity.isTextual()) {
      throw ApiException.badQuery(
          "Cannot process command because of one or more missing mandatory parameters: Identity.");
    }
    try {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("@odata.context", request.base() + "/$metadata#Collection(Exchange.Mailbox)");
      ObjectNode mailbox =
          cmdlet.equalsIgnoreCase("Get-Mailbox")
              ? store.read(unit -> show(unit, identity.textValue()))
              : store.write(
                  request.caller().actor(),
                  unit -> change(unit, cmdlet, identity.textValue(), parameters));
      body.putArray("value").add(mailbox);
      return ApiResponse.ok(body);
    } catch (MailboxException e) {
      throw new ApiException(
          e.missing() ? 404 : 400,
          e.missing() ? "NotFound" : "BadRequest",
          String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode show(Unit unit, String identity) {
    MailboxService service = new MailboxService(unit);
    return service.show(service.owner(identity));
  }

  private static ObjectNode change(
      Unit unit, String cmdlet, String identity, Map<String, JsonNode> parameters) {
    MailboxService service = new MailboxService(unit);
    DirectoryObject user = service.owner(identity);
    boolean archive =
        parameters.getOrDefault("archive", JsonNodeFactory.instance.nullNode()).asBoolean();
    return switch (cmdlet.toLowerCase(Locale.ROOT)) {
      case "set-mailbox" -> service.change(user, parameters);
      case "enable-mailbox" -> service.enableArchive(requireArchive(user, archive));
      case "disable-mailbox" -> service.disableArchive(requireArchive(user, archive));
      default ->
          throw ApiException.badQuery(
              "The term '" + cmdlet + "' is not recognized as the name of a cmdlet.");
    };
  }

  private static DirectoryObject requireArchive(DirectoryObject user, boolean archive) {
    if (!archive) {
      throw MailboxException.refused(
          "A mailbox comes and goes with its license; only -Archive can be set.");
    }
    return user;
  }
}
