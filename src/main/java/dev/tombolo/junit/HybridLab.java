package dev.tombolo.junit;

import dev.tombolo.lab.Part;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a lab: a directory, a connector and a tenant on free ports of the loopback
 * address, in memory, put back to its first state before each test and closed after the last.
 *
 * <p>Constructors and methods may then have parameters of these types: {@link dev.tombolo.lab.Lab},
 * {@link dev.tombolo.lab.client.OnPremises}, {@link dev.tombolo.lab.client.CloudTenant}, {@link
 * dev.tombolo.lab.client.SyncConnector}, {@link com.unboundid.ldap.sdk.LDAPConnection} (bound as
 * the Administrator, closed after the test), {@link dev.tombolo.time.LabClock} and {@link
 * dev.tombolo.lab.Ready}.
 *
 * <p>Classes that run at the same time have each their own lab. Tests of one class that JUnit would
 * run at the same time take turns.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(HybridLabExtension.class)
public @interface HybridLab {
  /**
   * The fixtures: resources of the class path (looked for beside the test class, then from the
   * root), or files. The default is the company Tombolo comes with; none at all leaves only what a
   * new forest has.
   */
  String[] ldif() default {HybridLabExtension.COMPANY};

  /** The parts that run. */
  Part[] parts() default {Part.DIRECTORY, Part.CONNECTOR, Part.TENANT};

  /**
   * Other settings, each {@code name=value}. Unless told otherwise the ports are free ones and
   * {@code connector.mode} is {@code manual}, so that nothing is synchronized behind a test's back.
   */
  String[] settings() default {};

  /** Whether the fixtures are in the tenant already when a test begins. */
  boolean synced() default true;
}
