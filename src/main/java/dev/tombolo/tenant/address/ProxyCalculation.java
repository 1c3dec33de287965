package dev.tombolo.tenant.address;

import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.ProxyAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How {@code proxyAddresses} and {@code mail} follow from the source's values (Microsoft Support
 * "How the proxyAddresses attribute is populated"; reference §3.5).
 */
final class ProxyCalculation {
  private static final List<String> SERVICE_DOMAINS =
      List.of("onmicrosoft.com", "microsoftonline.com");
  private static final Set<String> LEGACY_TYPES =
      Set.of("x400", "msmail", "ccmail", "notes", "gwise");

  private ProxyCalculation() {}

  /**
   * What comes out.
   *
   * @param proxyAddresses the primary SMTP address first
   * @param mail the primary SMTP address without its prefix
   */
  record Result(List<String> proxyAddresses, Optional<String> mail) {}

  /**
   * Calculates.
   *
   * @param licensed whether the user has a mailbox: an Exchange plan
   * @param principalName the tenant's own user principal name; empty for anything but a user
   * @param routingAddress the address at the initial domain, if the user has been given one
   */
  static Result of(
      AddressInputs inputs,
      Organization organization,
      boolean licensed,
      Optional<String> principalName,
      Optional<String> routingAddress) {
    List<ProxyAddress> accepted = accepted(inputs, organization, licensed);
    Optional<String> primary =
        accepted.stream()
            .filter(ProxyAddress::primary)
            .map(ProxyAddress::address)
            .findFirst()
            .or(() -> inputs.mail().filter(mail -> usable(mail, organization, licensed)))
            .or(() -> licensed ? principalName : Optional.empty())
            .or(() -> routingAddress);
    Map<String, ProxyAddress> result = new LinkedHashMap<>();
    primary.ifPresent(address -> put(result, ProxyAddress.primarySmtp(address)));
    for (ProxyAddress address : accepted) {
      put(result, address.smtp() ? ProxyAddress.secondarySmtp(address.address()) : address);
    }
    if (licensed) {
      principalName.ifPresent(name -> put(result, ProxyAddress.secondarySmtp(name)));
    }
    routingAddress.ifPresent(address -> put(result, ProxyAddress.secondarySmtp(address)));
    return new Result(result.values().stream().map(ProxyAddress::toString).toList(), primary);
  }

  private static void put(Map<String, ProxyAddress> addresses, ProxyAddress address) {
    addresses.putIfAbsent(
        (address.smtp() ? "smtp" : address.type()) + ":" + fold(address.address()), address);
  }

  private static List<ProxyAddress> accepted(
      AddressInputs inputs, Organization organization, boolean licensed) {
    List<ProxyAddress> accepted = new ArrayList<>();
    for (String value : inputs.proxyAddresses()) {
      ProxyAddress.parse(value)
          .filter(address -> !LEGACY_TYPES.contains(fold(address.type())))
          .filter(address -> !address.smtp() || usable(address.address(), organization, licensed))
          .ifPresent(accepted::add);
    }
    return accepted;
  }

  private static boolean usable(String address, Organization organization, boolean licensed) {
    if (!ProxyAddress.wellFormed(address)) {
      return false;
    }
    String domain = ProxyAddress.primarySmtp(address).domain();
    boolean ofService =
        SERVICE_DOMAINS.stream()
            .anyMatch(service -> domain.equals(service) || domain.endsWith("." + service));
    return !ofService && (!licensed || organization.verified(domain));
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
