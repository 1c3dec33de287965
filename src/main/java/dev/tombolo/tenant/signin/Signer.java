package dev.tombolo.tenant.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** Signs claims with the tenant's key, and reads what it has signed. */
final class Signer {
  private final SigningKey key;

  Signer(SigningKey key) {
    this.key = key;
  }

  String sign(JWTClaimsSet claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(key.get().getKeyID())
              .type(JOSEObjectType.JWT)
              .build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key.get()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }

  /**
   * The claims of a token; empty when the tenant's key has not signed it.
   *
   * @throws ParseException when it is no token at all
   */
  Optional<JWTClaimsSet> read(String token) throws ParseException {
    SignedJWT jwt = SignedJWT.parse(token);
    try {
      boolean genuine =
          JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(new RSASSAVerifier(key.get().toRSAPublicKey()));
      return genuine ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
    } catch (JOSEException e) {
      throw (ParseException) new ParseException("not signed in a known way", 0).initCause(e);
    }
  }
}
