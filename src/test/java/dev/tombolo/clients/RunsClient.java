package dev.tombolo.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that run a client from outside the build. They are part of a run where that client is
 * installed, and always where the environment says {@code TOMBOLO_CLIENTS=required}, as continuous
 * integration does: there they fail without it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("clients")
public @interface RunsClient {
  /** The client that is run. */
  Client value();
}
