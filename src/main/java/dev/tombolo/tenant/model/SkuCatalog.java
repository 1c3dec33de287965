package dev.tombolo.tenant.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The products the tenant knows, with the ids of Microsoft's "Product names and service plan
 * identifiers for licensing". Of the large suites, only the plans that matter here are listed.
 */
public final class SkuCatalog {
  private static final ServicePlan AAD_PREMIUM =
      plan("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM");
  private static final ServicePlan AAD_PREMIUM_P2 =
      plan("eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2");
  private static final ServicePlan MFA =
      plan("8a256a2b-b617-496d-b51b-e76466e88db0", "MFA_PREMIUM");
  private static final ServicePlan INTUNE =
      plan("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "INTUNE_A");
  private static final ServicePlan EXCHANGE_2 =
      plan("efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE");
  private static final ServicePlan EXCHANGE_1 =
      plan("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD");
  private static final ServicePlan SHAREPOINT_2 =
      plan("5dbe027f-2339-4123-9542-606e4d348a72", "SHAREPOINTENTERPRISE");
  private static final ServicePlan SHAREPOINT_1 =
      plan("c7699d2e-19aa-44de-8edf-1736da088ca1", "SHAREPOINTSTANDARD");
  private static final ServicePlan TEAMS = plan("57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1");
  private static final ServicePlan OFFICE =
      plan("43de0ff5-c92c-492b-9116-175376d08c38", "OFFICESUBSCRIPTION");

  private static final List<Sku> SKUS =
      List.of(
          sku("078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM", AAD_PREMIUM, MFA),
          sku(
              "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
              "AAD_PREMIUM_P2",
              AAD_PREMIUM_P2,
              AAD_PREMIUM,
              MFA),
          sku("2b9c8e7c-319c-43a2-a2a0-48c5c6161de7", "AAD_BASIC"),
          sku(
              "18181a46-0d4e-45cd-891e-60aabd171b4e",
              "STANDARDPACK",
              EXCHANGE_1,
              SHAREPOINT_1,
              TEAMS),
          sku(
              "6fd2c87f-b296-42f0-b197-1e91e994b900",
              "ENTERPRISEPACK",
              EXCHANGE_2,
              SHAREPOINT_2,
              TEAMS,
              OFFICE),
          sku(
              "c7df2760-2c81-4ef7-b578-5b5392b571df",
              "ENTERPRISEPREMIUM",
              EXCHANGE_2,
              SHAREPOINT_2,
              TEAMS,
              OFFICE),
          sku(
              "05e9a617-0261-4cee-bb44-138d3ef5d965",
              "SPE_E3",
              EXCHANGE_2,
              SHAREPOINT_2,
              TEAMS,
              OFFICE,
              AAD_PREMIUM,
              MFA,
              INTUNE),
          sku(
              "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
              "SPE_E5",
              EXCHANGE_2,
              SHAREPOINT_2,
              TEAMS,
              OFFICE,
              AAD_PREMIUM,
              AAD_PREMIUM_P2,
              MFA,
              INTUNE),
          sku("efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "EMS", AAD_PREMIUM, MFA, INTUNE),
          sku(
              "b05e124f-c7cc-45a0-a6aa-8cf78c946968",
              "EMSPREMIUM",
              AAD_PREMIUM,
              AAD_PREMIUM_P2,
              MFA,
              INTUNE),
          sku("4b9405b0-7788-4568-add1-99614e613b69", "EXCHANGESTANDARD", EXCHANGE_1),
          sku("19ec0d23-8335-4cbd-94ac-6050e30712fa", "EXCHANGEENTERPRISE", EXCHANGE_2));
  private static final Map<UUID, Sku> BY_ID =
      SKUS.stream().collect(Collectors.toUnmodifiableMap(Sku::id, Function.identity()));

  private SkuCatalog() {}

  private static ServicePlan plan(String id, String name) {
    return new ServicePlan(UUID.fromString(id), name, true);
  }

  private static Sku sku(String id, String partNumber, ServicePlan... plans) {
    return new Sku(UUID.fromString(id), partNumber, Arrays.asList(plans));
  }

  /** The product with an id. */
  public static Optional<Sku> find(UUID id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The product with a part number, in any case. */
  public static Optional<Sku> find(String partNumber) {
    return SKUS.stream().filter(sku -> sku.partNumber().equalsIgnoreCase(partNumber)).findFirst();
  }

  /** The service plans an assignment gives. */
  public static List<ServicePlan> plansOf(LicenceAssignment assignment) {
    return find(assignment.skuId()).stream()
        .flatMap(sku -> sku.plans().stream())
        .filter(plan -> !assignment.disabledPlans().contains(plan.id()))
        .toList();
  }
}
