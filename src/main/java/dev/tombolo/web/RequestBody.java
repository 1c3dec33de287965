package dev.tombolo.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies no larger than the route allows. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * The whole body.
   *
   * @param limit in bytes
   * @throws WebException 413 when the body is larger, 400 when the client stopped sending
   */
  public static byte[] read(Context context, int limit) {
    if (context.contentLength() > limit) {
      throw tooLarge(limit);
    }
    try (InputStream in = context.bodyInputStream()) {
      byte[] body = in.readNBytes(limit + 1);
      if (body.length > limit) {
        throw tooLarge(limit);
      }
      return body;
    } catch (IOException e) {
      throw new WebException(400, "The request body could not be read: " + e.getMessage());
    }
  }

  private static WebException tooLarge(int limit) {
    return new WebException(413, "The request body is larger than " + limit + " bytes.");
  }
}
