package dev.tombolo.tenant.store;

import dev.tombolo.sql.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Sign-ins that a device has asked for, and a person has to finish elsewhere (RFC 8628). */
public final class DeviceSignIns {
  private static final String COLUMNS =
      "SELECT device_code, user_code, client_id, scope, state, user_id, expires_at"
          + " FROM device_sign_in WHERE ";

  /** How far a sign-in has come. */
  public enum State {
    /** Nobody has typed the code in. */
    PENDING(0),
    /** Somebody has, and signed in. */
    APPROVED(1),
    /** Somebody has, and does not want to. */
    DECLINED(2),
    /** The device has got its token. */
    USED(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    private static State ofCode(int code) {
      return Arrays.stream(values())
          .filter(state -> state.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no state " + code));
    }
  }

  /**
   * A sign-in.
   *
   * @param deviceCode what the device knows it by
   * @param userCode what the person types in
   * @param user who signed in
   */
  public record DeviceSignIn(
      String deviceCode,
      String userCode,
      UUID clientId,
      String scope,
      State state,
      Optional<UUID> user,
      Instant expires) {
    /** Does not show the codes. */
    @Override
    public String toString() {
      return "DeviceSignIn[" + clientId + ", " + state + "]";
    }
  }

  private final Unit unit;

  /** Works inside a unit of work. */
  public DeviceSignIns(Unit unit) {
    this.unit = unit;
  }

  /** Adds a sign-in, and forgets those that were over long ago. */
  public void add(DeviceSignIn signIn) {
    unit.transaction()
        .update("DELETE FROM device_sign_in WHERE expires_at < ?", unit.now().toEpochMilli());
    unit.transaction()
        .update(
            "INSERT INTO device_sign_in"
                + " (device_code, user_code, client_id, scope, state, user_id, expires_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            signIn.deviceCode(),
            signIn.userCode(),
            signIn.clientId(),
            signIn.scope(),
            signIn.state().code,
            signIn.user().orElse(null),
            signIn.expires().toEpochMilli());
  }

  /** The sign-in a device asks after. */
  public Optional<DeviceSignIn> byDeviceCode(String code) {
    return unit.transaction().first(COLUMNS + "device_code = ?", ROW, code);
  }

  /** The sign-in a person has typed the code of. */
  public Optional<DeviceSignIn> byUserCode(String code) {
    return unit.transaction().first(COLUMNS + "user_code = ?", ROW, code);
  }

  /**
   * Takes a sign-in from one state to another.
   *
   * @param user who signed in, if somebody did
   * @return whether it was in the first state; of several who try, one succeeds
   */
  public boolean move(DeviceSignIn signIn, State to, Optional<UUID> user) {
    return unit.transaction()
            .update(
                "UPDATE device_sign_in SET state = ?, user_id = ?"
                    + " WHERE device_code = ? AND state = ?",
                to.code,
                user.orElse(null),
                signIn.deviceCode(),
                signIn.state().code)
        > 0;
  }

  private static final RowMapper<DeviceSignIn> ROW = DeviceSignIns::read;

  private static DeviceSignIn read(ResultSet row) throws SQLException {
    return new DeviceSignIn(
        row.getString(1),
        row.getString(2),
        row.getObject(3, UUID.class),
        row.getString(4),
        State.ofCode(row.getInt(5)),
        Optional.ofNullable(row.getObject(6, UUID.class)),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
