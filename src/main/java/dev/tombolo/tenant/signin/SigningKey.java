package dev.tombolo.tenant.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.store.TenantStore;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The RSA key that signs tokens. It is kept in the store, so that tokens survive a restart and all
 * processes of a tenant sign alike. Making one takes some tenths of a second, so that is done
 * beside the rest of the start.
 */
public final class SigningKey {
  private static final String SETTING = "signingKey";
  private static final int BITS = 2048;

  private final CompletableFuture<RSAKey> key;

  private SigningKey(CompletableFuture<RSAKey> key) {
    this.key = key;
  }

  /** The store's key, or a new one. */
  public static SigningKey of(TenantStore store) {
    CompletableFuture<RSAKey> key = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                key.complete(loadOrMake(store));
              } catch (RuntimeException e) {
                key.completeExceptionally(e);
              }
            },
            "tenant-signing-key");
    thread.setDaemon(true);
    thread.start();
    return new SigningKey(key);
  }

  private static RSAKey loadOrMake(TenantStore store) {
    Optional<String> stored = store.read(unit -> unit.settings().find(SETTING));
    String made = stored.orElseGet(SigningKey::make);
    String agreed =
        stored.isPresent()
            ? made
            : store.write(Actor.SERVICE, unit -> unit.settings().putIfAbsent(SETTING, made));
    try {
      return RSAKey.parse(agreed);
    } catch (ParseException e) {
      throw new IllegalStateException("the tenant's signing key is damaged", e);
    }
  }

  private static String make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey(pair.getPrivate())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint()
          .build()
          .toJSONString();
    } catch (NoSuchAlgorithmException | JOSEException e) {
      throw new IllegalStateException("the tenant's signing key cannot be made", e);
    }
  }

  /** The key, once it is there. */
  public RSAKey get() {
    return key.join();
  }
}
