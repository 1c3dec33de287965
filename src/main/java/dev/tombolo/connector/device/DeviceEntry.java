package dev.tombolo.connector.device;

import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.provisioning.TenantObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is written of a device (reference §9): an entry of the class {@code msDS-Device}. */
final class DeviceEntry {
  static final String CLOUD_ANCHOR = "msDS-CloudAnchor";
  static final String OWNER = "msDS-RegisteredOwner";
  private static final String VERSION = "2";

  private final TenantObject device;
  private final UUID deviceId;

  private DeviceEntry(TenantObject device, UUID deviceId) {
    this.device = device;
    this.deviceId = deviceId;
  }

  /** The entry of a device; empty when the tenant does not tell its id. */
  static Optional<DeviceEntry> of(TenantObject device) {
    return ObjectGuid.parse(first(device, "deviceId")).map(id -> new DeviceEntry(device, id));
  }

  private static String first(TenantObject device, String attribute) {
    List<String> values = device.attributes().getOrDefault(attribute, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  String dn(String container) {
    return "CN=" + deviceId + "," + container;
  }

  /** How the tenant's key of a device is written. */
  static byte[] anchor(TenantObject device) {
    return device.cloudAnchor().toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Every attribute that flows, without a value where there is none.
   *
   * @param owner the security identifier of who registered it; empty when it is not to change
   */
  List<Attribute> attributes(Optional<byte[]> owner) {
    List<Attribute> all = new ArrayList<>();
    all.add(new Attribute(CLOUD_ANCHOR, anchor(device)));
    all.add(new Attribute("msDS-DeviceID", ObjectGuid.bytes(deviceId)));
    all.add(new Attribute("msDS-DeviceObjectVersion", VERSION));
    all.add(flag("msDS-IsEnabled", "accountEnabled"));
    all.add(flag("msDS-IsCompliant", "cloudIsCompliant"));
    all.add(flag("msDS-IsManaged", "cloudIsManaged"));
    all.add(text("displayName", "displayName"));
    all.add(text("msDS-DeviceOSType", "operatingSystem"));
    all.add(text("msDS-DeviceOSVersion", "operatingSystemVersion"));
    all.add(text("msDS-DevicePhysicalIDs", "physicalIds"));
    all.add(new Attribute("altSecurityIdentities", securityIdentities()));
    owner.ifPresent(sid -> all.add(new Attribute(OWNER, sid)));
    return all;
  }

  private Attribute text(String name, String source) {
    return new Attribute(name, device.attributes().getOrDefault(source, List.of()));
  }

  private Attribute flag(String name, String source) {
    return new Attribute(name, first(device, source).equals("true") ? "TRUE" : "FALSE");
  }

  private List<String> securityIdentities() {
    Map<String, List<String>> attributes = device.attributes();
    return attributes.getOrDefault("cloudAlternativeSecurityIds", List.of()).stream()
        .map(key -> new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_16LE))
        .toList();
  }
}
