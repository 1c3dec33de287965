package dev.tombolo.directory.sasl;

import javax.security.sasl.SaslException;

/**
 * What protects a connection after a bind that asked for it: each message travels as a token that
 * shows who made it, and that others cannot read when it is sealed (RFC 4422 3.7). It keeps count
 * of the messages, so tokens must be made and taken in the order in which they travel, each by one
 * thread at a time.
 */
public interface SecurityLayer {
  /** Makes the token for octets to be sent. */
  byte[] wrap(byte[] octets, int offset, int length);

  /**
   * Takes the octets out of a token that was received.
   *
   * @throws SaslException when the token is none of the peer's, or comes out of order
   */
  byte[] unwrap(byte[] token) throws SaslException;

  /** Whether others cannot read along, by a key of 128 bits. */
  boolean isConfidential();
}
