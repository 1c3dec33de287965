package dev.tombolo.connector.rule;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.rule.expression.RuleSource;
import dev.tombolo.connector.space.OnPremisesObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An on-premises object as rules see it: what was imported of it, its objectGUID and
 * distinguishedName, and the names of its domain.
 *
 * @param domainName the domain's DNS name
 * @param netBiosName its short name
 */
public record ForestObject(OnPremisesObject object, String domainName, String netBiosName)
    implements RuleSource {
  private static final String GUID = "objectGUID";
  private static final String NAME = "distinguishedName";

  /** The attributes that are not imported as such, because every object is known by them. */
  static final Set<String> KNOWN = Set.of(GUID, NAME);

  @Override
  public List<String> all(String attribute) {
    List<String> values = object.attributes().get(attribute);
    if (values != null) {
      return values;
    }
    return switch (attribute) {
      case GUID -> List.of(Base64.getEncoder().encodeToString(ObjectGuid.bytes(object.guid())));
      case NAME -> List.of(object.dn());
      default -> List.of();
    };
  }

  @Override
  public @Nullable String parameter(String name) {
    return name.toLowerCase(Locale.ROOT).equals("domain.fqdn") ? domainName : netBiosName;
  }
}
