package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.NotificationOutput;
import dev.tombolo.directory.operation.Session;
import java.util.List;

/** One request and the way back to its client. */
public interface Exchange extends NotificationOutput {
  /** The request. */
  LDAPMessage request();

  /** The client's session. */
  Session session();

  /** Sends the result, which ends the exchange. */
  void succeed(List<Control> controls);

  /** Sends a result that says why the request was not done, which ends the exchange. */
  @Override
  void fail(DirectoryException failure);

  /** Sends another result, such as compareTrue, which ends the exchange. */
  void result(ResultCode code, List<Control> controls);

  /** Sends an extended result with a value, which ends the exchange. */
  void extended(String oid, byte[] value);

  /** Answers a StartTLS request, then encrypts the connection. */
  void startTls();

  /**
   * Keeps the exchange open after the handler returns: it goes on sending until it is abandoned.
   */
  void keepOpen(Runnable whenOver);
}
