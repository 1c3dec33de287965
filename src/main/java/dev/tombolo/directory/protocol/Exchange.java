package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.NotificationOutput;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import java.util.List;
import java.util.Optional;

/** One request and the way back to its client. */
public interface Exchange extends NotificationOutput {
  /** The request; an anonymous bind in place of one by {@link #sicily}. */
  LDAPMessage request();

  /** The bind by Microsoft's older manner, when the request is one. */
  Optional<SicilyBind> sicily();

  /** The client's session. */
  Session session();

  /** The client's connection. */
  ClientConnection connection();

  /** Sends the result, which ends the exchange. */
  void succeed(List<Control> controls);

  /** Sends a result that says why the request was not done, which ends the exchange. */
  @Override
  void fail(DirectoryException failure);

  /** Sends another result, such as compareTrue, which ends the exchange. */
  void result(ResultCode code, List<Control> controls);

  /** Sends an extended result with a value, which ends the exchange. */
  void extended(String oid, byte[] value);

  /** Sends the token of a bind that goes on with another request, which ends the exchange. */
  void challenge(byte[] token);

  /**
   * Sends the success of a bind with a token, which ends the exchange.
   *
   * @param layer what protects the connection from then on
   */
  void bound(byte[] token, Optional<SecurityLayer> layer);

  /** Answers a StartTLS request, then encrypts the connection. */
  void startTls();

  /**
   * Keeps the exchange open after the handler returns: it goes on sending until it is abandoned.
   */
  void keepOpen(Runnable whenOver);
}
