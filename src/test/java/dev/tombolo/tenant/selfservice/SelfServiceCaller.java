package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TestTenant;

/** A user at the pages of password reset, an administrator beside, and the lab's mailboxes. */
public final class SelfServiceCaller {
  private static final String PREFIX = "/selfservice/v1";

  private final TestTenant tenant;

  /** A caller of a tenant. */
  public SelfServiceCaller(TestTenant tenant) {
    this.tenant = tenant;
  }

  /** Registers a method for a user, as an administrator. */
  public void register(String name, String method, String body) {
    tenant.admin().put(PREFIX + "/users/" + name + "/methods/" + method, body).expect(200);
  }

  /** Registers a mailbox. */
  public void registerMail(String name) {
    register(name, "email", "{'contact':'" + name.split("@", -1)[0] + "@example.org'}");
  }

  /** Begins a reset. */
  public Reply begin(String name) {
    return step("/resets", "{'userPrincipalName':'" + name + "'}");
  }

  /** Begins a reset that is let begin; its id. */
  public String begun(String name) {
    return begin(name).expect(200).get("id");
  }

  /** Asks for a code. */
  public Reply challenge(String id, String method) {
    return step("/resets/" + id + "/challenge", "{'method':'" + method + "'}");
  }

  /** Gives a code. */
  public Reply verify(String id, String method, String code) {
    return step("/resets/" + id + "/verify", "{'method':'" + method + "','code':'" + code + "'}");
  }

  /** Asks for a code, reads it where it was sent to, and gives it. */
  public Reply pass(String id, String name, String method) {
    challenge(id, method).expect(200);
    return verify(id, method, code(name)).expect(200);
  }

  /** A reset with one proof, by mail, that is let come to its last step. */
  public String proven(String name) {
    String id = begun(name);
    pass(id, name, "email");
    return id;
  }

  /** Sets the password. */
  public Reply reset(String id, String password) {
    return step("/resets/" + id + "/password", "{'newPassword':'" + password + "'}");
  }

  /** Unlocks. */
  public Reply unlock(String id) {
    return step("/resets/" + id + "/unlock", "{}");
  }

  /** The code that was sent to a user last. */
  public String code(String name) {
    return inbox(name).at("/messages/0/code").asText();
  }

  /** What was sent to a user. */
  public JsonNode inbox(String name) {
    return tenant.admin().get(PREFIX + "/users/" + name + "/inbox").expect(200).body();
  }

  /** The page of the policy. */
  public JsonNode page() {
    return tenant.admin().get(PREFIX + "/policy").expect(200).body();
  }

  /** Sets the policy. */
  public Reply policy(String json) {
    return tenant.admin().put(PREFIX + "/policy", json);
  }

  /** Any step, without a token. */
  public Reply step(String path, String json) {
    return tenant.anonymous().post(PREFIX + path, json);
  }
}
