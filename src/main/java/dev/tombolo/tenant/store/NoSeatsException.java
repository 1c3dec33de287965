package dev.tombolo.tenant.store;

import java.util.UUID;

/** Every licence of a product is taken. */
public final class NoSeatsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final UUID skuId;

  NoSeatsException(UUID skuId) {
    super("no licence of " + skuId + " is free");
    this.skuId = skuId;
  }

  /** The product. */
  public UUID skuId() {
    return skuId;
  }
}
