package dev.tombolo.tenant.address;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Gives objects their nickname, user principal name and proxy addresses. */
public final class Addressing {
  private final Unit unit;
  private final Organization organization;

  /** Works inside a unit of work. */
  public Addressing(Unit unit) {
    this.unit = unit;
    this.organization = unit.organization();
  }

  /** Which inputs have changed, so that only what follows from them is made anew. */
  public enum Cause {
    /** The object is new, or taken over. */
    FIRST,
    /** The source's mailNickname. */
    NICKNAME,
    /** The source's user principal name. */
    PRINCIPAL_NAME,
    /** The source's mail or proxyAddresses. */
    MAIL,
    /** The user's licences. */
    LICENCE
  }

  /**
   * The object with its addresses made anew as far as they depend on what changed. They may be
   * taken: {@link Settlement} looks after that.
   */
  public DirectoryObject calculate(DirectoryObject object, Set<Cause> causes) {
    DirectoryObject.Draft draft = object.edit();
    AddressInputs inputs = inputsOf(object);
    nickname(object, inputs, causes).ifPresent(name -> draft.set(Property.MAIL_NICKNAME, name));
    if (object.type() == ObjectType.USER) {
      return calculateUser(draft, inputs, causes);
    }
    if (concerned(causes, Cause.MAIL)) {
      ProxyCalculation.Result result =
          ProxyCalculation.of(inputs, organization, false, Optional.empty(), Optional.empty());
      set(draft, result);
    }
    return draft.build();
  }

  private DirectoryObject calculateUser(
      DirectoryObject.Draft draft, AddressInputs inputs, Set<Cause> causes) {
    DirectoryObject so = draft.build();
    boolean licensed = hasMailbox(so.id());
    boolean rename = concerned(causes, Cause.PRINCIPAL_NAME) && mayRename(so, causes);
    if (rename) {
      inputs
          .principalName()
          .ifPresent(raw -> draft.set(Property.USER_PRINCIPAL_NAME, name(so, raw)));
    }
    if (concerned(causes, Cause.MAIL) || causes.contains(Cause.LICENCE) || (rename && licensed)) {
      DirectoryObject named = draft.build();
      if (licensed && named.get(Property.ROUTING_ADDRESS).isEmpty()) {
        draft.set(Property.ROUTING_ADDRESS, routingAddress(named));
      }
      set(
          draft,
          ProxyCalculation.of(
              inputs,
              organization,
              licensed,
              named.text(Property.USER_PRINCIPAL_NAME),
              draft.build().text(Property.ROUTING_ADDRESS)));
    }
    return draft.build();
  }

  private static boolean concerned(Set<Cause> causes, Cause cause) {
    return causes.contains(cause) || causes.contains(Cause.FIRST);
  }

  private static AddressInputs inputsOf(DirectoryObject object) {
    boolean synced = object.originatedOnPremises();
    return new AddressInputs(
        object.text(Property.SHADOW_MAIL_NICKNAME),
        object.text(synced ? Property.SHADOW_MAIL : Property.MAIL),
        object.texts(synced ? Property.SHADOW_PROXY_ADDRESSES : Property.PROXY_ADDRESSES),
        object.text(
            synced ? Property.ON_PREMISES_USER_PRINCIPAL_NAME : Property.USER_PRINCIPAL_NAME));
  }

  private static Optional<String> nickname(
      DirectoryObject object, AddressInputs inputs, Set<Cause> causes) {
    if (object.text(Property.MAIL_NICKNAME).isEmpty()) {
      return inputs
          .firstNickname()
          .or(() -> object.text(Property.ON_PREMISES_SAM_ACCOUNT_NAME))
          .filter(name -> object.type() != ObjectType.DEVICE);
    }
    return concerned(causes, Cause.NICKNAME) ? inputs.nickname() : Optional.empty();
  }

  /** Without the feature, a managed user who has a licence keeps the name (reference §3.4). */
  private boolean mayRename(DirectoryObject user, Set<Cause> causes) {
    return causes.contains(Cause.FIRST)
        || user.text(Property.USER_PRINCIPAL_NAME).isEmpty()
        || organization.has(SyncFeature.SYNCHRONIZE_UPN_FOR_MANAGED_USERS)
        || unit.licences().of(user.id()).isEmpty();
  }

  private String name(DirectoryObject user, String raw) {
    return PrincipalNames.usable(raw, organization)
        ? raw
        : freeName(user.text(Property.MAIL_NICKNAME).orElse(raw), user.id());
  }

  /** The user's address at the initial domain; one that nobody else has. */
  private String routingAddress(DirectoryObject user) {
    return user.text(Property.ROUTING_ADDRESS)
        .orElseGet(
            () ->
                freeName(
                    user.text(Property.MAIL_NICKNAME).orElseGet(() -> user.id().toString()),
                    user.id()));
  }

  private String freeName(String nickname, UUID owner) {
    String local = PrincipalNames.localPartOf(nickname);
    String name = local + "@" + organization.initialDomain();
    while (unit.objects().otherHolder(UniqueValue.address(name), owner).isPresent()) {
      name = local + digits() + "@" + organization.initialDomain();
    }
    return name;
  }

  /** A name at the initial domain in place of one that is taken (reference §2.4). */
  String placeholder(String wanted, UUID owner) {
    String local = PrincipalNames.localPartOf(ProxyAddress.localPart(wanted));
    String name;
    do {
      name = local + digits() + "@" + organization.initialDomain();
    } while (unit.objects().otherHolder(UniqueValue.address(name), owner).isPresent());
    return name;
  }

  private static String digits() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(1000, 10_000));
  }

  /** Whether a user has a plan that comes with a mailbox. */
  public boolean hasMailbox(UUID user) {
    return unit.licences().of(user).stream()
        .flatMap(assignment -> SkuCatalog.plansOf(assignment).stream())
        .anyMatch(ServicePlan::exchange);
  }

  private static void set(DirectoryObject.Draft draft, ProxyCalculation.Result result) {
    draft.set(Property.PROXY_ADDRESSES, result.proxyAddresses());
    draft.set(Property.MAIL, result.mail().orElse(null));
  }

  /** The SMTP addresses and names an object would hold that somebody else holds. */
  static List<ProxyAddress> smtpOf(DirectoryObject object) {
    return object.texts(Property.PROXY_ADDRESSES).stream()
        .flatMap(value -> ProxyAddress.parse(value).stream())
        .filter(ProxyAddress::smtp)
        .toList();
  }
}
