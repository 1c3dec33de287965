package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.password.PasswordHashBatch;
import dev.tombolo.cloud.provisioning.ConfigurationChange;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;

/** The sync service's HTTP interface, for connectors. */
public final class ProvisioningEndpoint {
  /** The path its routes are below. */
  public static final String PREFIX = "/provisioning/v1";

  private static final Access CONNECTORS =
      Access.applicationWith(Permission.SYNCHRONIZATION_READ_WRITE_ALL);
  private static final int DEFAULT_PAGE = 500;

  private final ProvisioningService service;
  private final PasswordHashSync hashes;
  private final ChangeExport changes;

  /** An endpoint of the services. */
  public ProvisioningEndpoint(
      ProvisioningService service, PasswordHashSync hashes, ChangeExport changes) {
    this.service = service;
    this.hashes = hashes;
    this.changes = changes;
  }

  /** Adds the routes. */
  public void addTo(ApiRouter router) {
    router
        .add(
            Method.GET,
            "/configuration",
            CONNECTORS,
            request -> ApiResponse.ok(service.configuration()))
        .add(Method.PATCH, "/configuration", CONNECTORS, this::configure)
        .add(Method.POST, "/batches", CONNECTORS, this::batch)
        .add(Method.GET, "/objects", CONNECTORS, this::objects)
        .add(Method.POST, "/passwordHashes", CONNECTORS, this::passwordHashes);
  }

  private ApiResponse configure(ApiRequest request) {
    return ApiResponse.ok(
        service.configure(
            request.body().message(ConfigurationChange.class), request.caller().actor()));
  }

  private ApiResponse batch(ApiRequest request) {
    return ApiResponse.ok(
        service.apply(request.body().message(ProvisioningBatch.class), request.caller().actor()));
  }

  private ApiResponse objects(ApiRequest request) {
    return ApiResponse.ok(
        changes.page(
            request.option("after").filter(token -> !token.isEmpty()),
            request.option("top").map(ProvisioningEndpoint::number).orElse(DEFAULT_PAGE)));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiException.badQuery("The option 'top' must be a number.");
    }
  }

  private ApiResponse passwordHashes(ApiRequest request) {
    return ApiResponse.ok(
        hashes.apply(request.body().message(PasswordHashBatch.class), request.caller().actor()));
  }
}
