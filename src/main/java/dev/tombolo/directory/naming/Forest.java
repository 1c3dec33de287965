package dev.tombolo.directory.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The names of a forest of one domain with one domain controller.
 *
 * @param dnsName such as {@code adatum.com}
 * @param netBiosName such as {@code ADATUM}
 * @param serverName the domain controller's, such as {@code DC1}
 */
public record Forest(String dnsName, String netBiosName, String serverName) {
  /** The site the domain controller is in. */
  public static final String SITE = "Default-First-Site-Name";

  /** {@code DC=adatum,DC=com}. */
  public String domainDn() {
    return Arrays.stream(dnsName.split("\\."))
        .map(label -> "DC=" + label)
        .collect(Collectors.joining(","));
  }

  /** The labels of the DNS name, the leftmost first. */
  public List<String> labels() {
    return List.of(dnsName.split("\\."));
  }

  /** {@code CN=Configuration,DC=adatum,DC=com}. */
  public String configurationDn() {
    return "CN=Configuration," + domainDn();
  }

  /** {@code CN=Schema,CN=Configuration,DC=adatum,DC=com}. */
  public String schemaDn() {
    return "CN=Schema," + configurationDn();
  }

  /** {@code dc1.adatum.com}. */
  public String serverDnsName() {
    return serverName.toLowerCase(Locale.ROOT) + "." + dnsName;
  }

  /**
   * The host a client is referred to for a naming context below the domain, by the context's first
   * label.
   */
  public String referralHost(String rdnType, String name) {
    return rdnType.equalsIgnoreCase("DC") ? name + "." + dnsName : dnsName;
  }

  /** The Kerberos realm: the DNS name in capitals. */
  public String realm() {
    return dnsName.toUpperCase(Locale.ROOT);
  }
}
