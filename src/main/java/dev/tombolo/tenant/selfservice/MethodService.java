package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The registration of users' methods. An address that a user registers counts only once its code is
 * given back; what an administrator registers counts at once.
 */
final class MethodService {
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,30}");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
  private static final String REGISTERED = "User registered for self-service password reset";

  /**
   * What is to be registered.
   *
   * @param contact for addresses
   * @param answers by question
   */
  record Wish(VerificationMethod method, String contact, Map<String, String> answers) {
    /** Copies the answers and keeps their order. */
    Wish {
      answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    /** Does not show the answers. */
    @Override
    public String toString() {
      return "Wish[" + method + "]";
    }
  }

  /** A user's methods, and whether the user ought to register or confirm some. */
  record Known(List<RegisteredMethod> methods, boolean registrationDue) {}

  private final TenantStore store;
  private final SecureRandom random = new SecureRandom();

  MethodService(TenantStore store) {
    this.store = store;
  }

  Known of(DirectoryObject user) {
    return store.read(
        unit -> {
          SsprPolicy policy = SsprPolicy.of(unit);
          List<RegisteredMethod> methods =
              new Registrations(unit)
                  .of(user).values().stream()
                      .sorted((a, b) -> a.method().compareTo(b.method()))
                      .toList();
          boolean inScope =
              policy.registrationRequired() && policy.scope() != SsprPolicy.Scope.NONE;
          return new Known(methods, inScope && isDue(unit, policy, user));
        });
  }

  private static boolean isDue(Unit unit, SsprPolicy policy, DirectoryObject user) {
    List<RegisteredMethod> registered = new Registrations(unit).registered(user.id());
    Instant oldest =
        policy.reconfirmDays() == 0
            ? Instant.EPOCH
            : unit.now().minus(Duration.ofDays(policy.reconfirmDays()));
    long confirmed =
        registered.stream().filter(each -> !each.registeredAt().isBefore(oldest)).count();
    return confirmed < Eligibility.of(unit, user).gates();
  }

  /**
   * Registers a method, or sends the code that has to be given back first.
   *
   * @return the authenticator's key when it is one; else empty
   * @throws ApiException 400 when it is not acceptable
   */
  String register(DirectoryObject user, Wish wish, Actor actor) {
    requireSound(wish);
    boolean own = actor.id().equals(user.id());
    String secret = secretOf(wish);
    store.write(
        actor,
        unit -> {
          SsprPolicy policy = SsprPolicy.of(unit);
          if (!policy.methods().contains(wish.method())) {
            throw ApiException.badRequest(
                "The method " + wish.method().wireName() + " is not available to users.");
          }
          if (own && wish.method().isAddress()) {
            new Challenges(unit, random).send(user.id(), user.id(), wish.method(), wish.contact());
          } else {
            save(unit, user, wish.method(), wish.contact(), secret);
          }
          return wish.method();
        });
    return wish.method() == VerificationMethod.MOBILE_APP_CODE ? secret : "";
  }

  private String secretOf(Wish wish) {
    return switch (wish.method()) {
      case SECURITY_QUESTIONS -> SecurityQuestions.secret(wish.answers());
      case MOBILE_APP_CODE -> Totp.newKey(random);
      default -> "";
    };
  }

  private static void requireSound(Wish wish) {
    boolean sound =
        switch (wish.method()) {
          case EMAIL -> MAIL.matcher(wish.contact()).matches();
          case MOBILE_PHONE, OFFICE_PHONE -> PHONE.matcher(wish.contact()).matches();
          default -> wish.contact().isEmpty();
        };
    if (!sound) {
      throw ApiException.badRequest(
          "\"" + wish.contact() + "\" is no contact for " + wish.method().wireName() + ".");
    }
  }

  private static void save(
      Unit unit, DirectoryObject user, VerificationMethod method, String contact, String secret) {
    new Registrations(unit)
        .save(user.id(), new RegisteredMethod(method, contact, secret, unit.now()));
    unit.audit()
        .add(
            new AuditEntry(
                REGISTERED,
                "UserManagement",
                AuditEntry.SELF_SERVICE,
                true,
                "",
                List.of(AuditEntry.Target.of(user)),
                Map.of("Method", method.wireName())));
  }

  /**
   * Takes back the code that was sent when a user registered an address.
   *
   * @throws ApiException 400 when it is wrong or late
   */
  void confirm(DirectoryObject user, VerificationMethod method, String code, Actor actor) {
    boolean met =
        store.write(
            actor,
            unit -> {
              Optional<String> contact = new Challenges(unit, random).meet(user.id(), method, code);
              contact.ifPresent(address -> save(unit, user, method, address, ""));
              return contact.isPresent();
            });
    if (!met) {
      throw ApiException.badRequest("The code is wrong, or too late.");
    }
  }

  /** Takes a method away; returns whether it was registered. */
  boolean remove(DirectoryObject user, VerificationMethod method, Actor actor) {
    return store.write(actor, unit -> new Registrations(unit).remove(user.id(), method));
  }

  /** What was sent to a user. */
  List<Inbox.Message> inbox(DirectoryObject user) {
    return store.read(unit -> new Inbox(unit).of(user.id()));
  }

  /** The code that a user's authenticator shows now; empty when there is none. */
  String authenticatorCode(DirectoryObject user) {
    return store.read(
        unit ->
            new Registrations(unit)
                .registered(user.id()).stream()
                    .filter(each -> each.method() == VerificationMethod.MOBILE_APP_CODE)
                    .map(each -> Totp.code(each.secret(), unit.now()))
                    .findFirst()
                    .orElse(""));
  }

  /** Approves a notification on the user's telephone; returns whether one waited. */
  boolean approve(UUID owner) {
    return store.write(Actor.SERVICE, unit -> new Challenges(unit, random).approve(owner));
  }
}
