package dev.tombolo.connector.passwordhash;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.PasswordReplication;
import dev.tombolo.ad.PasswordReplication.Account;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the hashes of one forest. */
final class HashSource {
  private final ForestClient forest;

  HashSource(ForestClient forest) {
    this.forest = forest;
  }

  /** The connector's name. */
  String name() {
    return forest.endpoint().name();
  }

  /** Under what its position is kept. */
  String watermark() {
    return name() + " (password hash)";
  }

  /**
   * Accounts whose hash has changed.
   *
   * @param position where to go on
   */
  record Changes(List<UUID> accounts, String position, boolean more) {}

  /**
   * A page of changes after a position; empty is from the start. A position that the forest does
   * not take is one of another life of it, and everything is told again.
   */
  Changes changes(String position, int limit) throws ForestException {
    try {
      return page(position, limit);
    } catch (ForestException e) {
      if (e.kind() != ForestException.Kind.BAD_COOKIE || position.isEmpty()) {
        throw e;
      }
      return page("", limit);
    }
  }

  private Changes page(String position, int limit) throws ForestException {
    PasswordReplication.Response response =
        ask(
            new PasswordReplication.Request(
                forest.endpoint().baseDn(),
                new ASN1OctetString(Base64.getDecoder().decode(position)),
                limit,
                List.of()));
    return new Changes(
        response.accounts().stream().map(Account::objectGuid).toList(),
        Base64.getEncoder().encodeToString(response.cookie().getValue()),
        response.more());
  }

  /** The hashes of some accounts as they are now; those that have none are left out. */
  Map<UUID, Account> read(Collection<UUID> guids) throws ForestException {
    Map<UUID, Account> accounts = new LinkedHashMap<>();
    PasswordReplication.Response response =
        ask(
            new PasswordReplication.Request(
                forest.endpoint().baseDn(),
                new ASN1OctetString(),
                guids.size(),
                new ArrayList<>(guids)));
    response.accounts().forEach(account -> accounts.put(account.objectGuid(), account));
    return accounts;
  }

  private PasswordReplication.Response ask(PasswordReplication.Request request)
      throws ForestException {
    ExtendedRequest extended = new ExtendedRequest(Oids.PASSWORD_REPLICATION, request.encode());
    ExtendedResult result;
    try {
      result = forest.extended(extended);
    } catch (ForestException e) {
      if (e.kind() != ForestException.Kind.UNREACHABLE) {
        throw e;
      }
      result = forest.extended(extended); // the connection may have been idle for too long
    }
    return PasswordReplication.Response.decode(result.getValue())
        .orElseThrow(
            () ->
                ForestException.of(
                    forest.endpoint(),
                    new LDAPException(
                        ResultCode.DECODING_ERROR, "the answer is not what was asked for")));
  }
}
