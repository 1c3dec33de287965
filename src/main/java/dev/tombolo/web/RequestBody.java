package dev.tombolo.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads request bodies no larger than the route allows. */
public final class RequestBody {
  private static final Logger log = LoggerFactory.getLogger(RequestBody.class);
  private static final long BEARABLE = 64L * 1024 * 1024;

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
    try {
      byte[] body = context.bodyInputStream().readNBytes(limit + 1);
      if (body.length > limit) {
        throw tooLarge(limit);
      }
      return body;
    } catch (IOException e) {
      throw new WebException(400, "The request body could not be read: " + e.getMessage());
    }
  }

  /**
   * Takes in what a handler has left unread, as far as that is bearable. A connection that is
   * closed with octets unread is reset, and the answer may be lost on its way.
   */
  static void finish(Context context) {
    if (context.header("Expect") != null) {
      return; // the client sends its body only when it is asked for it
    }
    try {
      InputStream in = context.bodyInputStream();
      if (in.read() < 0) {
        return; // as nearly always
      }
      byte[] chunk = new byte[64 * 1024];
      int read = in.read(chunk);
      for (long taken = read; read > 0 && taken < BEARABLE; taken += read) {
        read = in.read(chunk);
      }
    } catch (IOException e) {
      log.debug("The rest of a request did not come", e);
    }
  }

  private static WebException tooLarge(int limit) {
    return new WebException(413, "The request body is larger than " + limit + " bytes.");
  }
}
