package dev.tombolo.tenant.address;

import dev.tombolo.tenant.model.ProxyAddress;
import java.util.List;
import java.util.Optional;

/**
 * What an object's addresses are calculated from.
 *
 * @param nickname the source's mailNickname
 * @param mail the source's mail
 * @param proxyAddresses the source's proxyAddresses, raw
 * @param principalName the source's user principal name
 */
record AddressInputs(
    Optional<String> nickname,
    Optional<String> mail,
    List<String> proxyAddresses,
    Optional<String> principalName) {

  /** The nickname of an object that has none yet (reference §3.4). */
  Optional<String> firstNickname() {
    return nickname
        .or(() -> smtp(true).map(ProxyAddress::localPart))
        .or(() -> mail.map(ProxyAddress::localPart))
        .or(() -> principalName.map(ProxyAddress::localPart))
        .or(() -> smtp(false).map(ProxyAddress::localPart))
        .filter(name -> !name.isEmpty());
  }

  private Optional<String> smtp(boolean primary) {
    return proxyAddresses.stream()
        .flatMap(value -> ProxyAddress.parse(value).stream())
        .filter(address -> address.smtp() && address.primary() == primary)
        .map(ProxyAddress::address)
        .findFirst();
  }
}
