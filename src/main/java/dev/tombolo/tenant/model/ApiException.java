package dev.tombolo.tenant.model;

import java.util.List;

/**
 * A request that is refused, in the terms of Microsoft Graph: HTTP status, code and message.
 *
 * <p>The literals are those of the reference §6.1 and §10.2.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String BAD_REQUEST = "Request_BadRequest";

  /** A further word about one property. */
  public record Detail(String code, String target, String message) {}

  private final int status;
  private final String code;
  private final transient List<Detail> details;
  private final int retryAfter;

  /** A refusal without details. */
  public ApiException(int status, String code, String message) {
    this(status, code, message, List.of());
  }

  /** A refusal. */
  public ApiException(int status, String code, String message, List<Detail> details) {
    this(status, code, message, details, 0);
  }

  private ApiException(
      int status, String code, String message, List<Detail> details, int retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = List.copyOf(details);
    this.retryAfter = retryAfter;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Graph's error code. */
  public String code() {
    return code;
  }

  /** What is said about single properties. */
  public List<Detail> details() {
    return details;
  }

  /** After how many seconds the caller should try again; 0 when nothing is said of it. */
  public int retryAfter() {
    return retryAfter;
  }

  /**
   * 429 for a caller who asks for too much.
   *
   * @param seconds after which there is room again, at least 1
   */
  public static ApiException throttled(int seconds) {
    return new ApiException(
        429, "TooManyRequests", "Please retry again later.", List.of(), Math.max(1, seconds));
  }

  /** 400 {@code Request_BadRequest}. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, BAD_REQUEST, message);
  }

  /** 400 {@code Request_UnsupportedQuery}. */
  public static ApiException unsupportedQuery(String message) {
    return new ApiException(400, "Request_UnsupportedQuery", message);
  }

  /** 400 for a URL that does not parse or names what the type does not have. */
  public static ApiException badQuery(String message) {
    return new ApiException(400, "BadRequest", message);
  }

  /** 404 for an object that does not exist, or whose references do not. */
  public static ApiException notFound(String id) {
    return new ApiException(
        404,
        "Request_ResourceNotFound",
        "Resource '"
            + id
            + "' does not exist or one of its queried reference-property objects are not present.");
  }

  /** 403 for a caller without the permission. */
  public static ApiException denied() {
    return new ApiException(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  /** 401 for a missing or unusable token. */
  public static ApiException unauthenticated(String message) {
    return new ApiException(401, "InvalidAuthenticationToken", message);
  }

  /** 400 for a value that another object holds. */
  public static ApiException conflict(Property property) {
    String message =
        "Another object with the same value for property "
            + property.jsonName()
            + " already exists.";
    return new ApiException(
        400,
        BAD_REQUEST,
        message,
        List.of(new Detail("ObjectConflict", property.jsonName(), message)));
  }

  /** 400 for a property that the object's source on-premises masters. */
  public static ApiException mastered() {
    return badRequest(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects"
            + " or objects currently undergoing migration.");
  }

  /** 400 for extension attributes of an object that was once synchronized. */
  public static ApiException externalOrigin() {
    return badRequest(
        "Unable to update the specified properties for objects that have originated within an"
            + " external service.");
  }
}
