package dev.tombolo.directory.protocol;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.sasl.SecurityLayer;
import dev.tombolo.directory.store.Octets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Writes a line for each operation once it has its result: who asked, what for, what came of it and
 * how long it took. Passwords, tokens and the values of writes are in none of them.
 *
 * <p>{@code 2026-11-25T18:20:01.123456Z conn=7 from=127.0.0.1:40312 as="ADATUM\alice" msg=3 SEARCH
 * base="DC=adatum,DC=com" scope=SUB filter="(cn=a*)" attrs=cn controls=1.2.840.113556.1.4.319!
 * result=0 entries=12 us=840}
 */
final class AccessLog implements RequestHandler {
  private final RequestHandler handler;
  private final InstantSource clock;
  private final Consumer<String> lines;

  /**
   * Writes of what a handler does.
   *
   * @param lines takes them, from any thread
   */
  AccessLog(RequestHandler handler, InstantSource clock, Consumer<String> lines) {
    this.handler = handler;
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void connected(ClientConnection connection, Session session) {
    handler.connected(connection, session);
  }

  @Override
  public void handle(Exchange exchange) {
    handler.handle(new Logged(exchange));
  }

  /** An exchange of which a line is written when it ends. */
  private final class Logged extends ForwardingExchange {
    private final long began = System.nanoTime();
    private final String who;
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicInteger references = new AtomicInteger();

    private Logged(Exchange exchange) {
      super(exchange);
      this.who = exchange.session().caller().name();
    }

    private void ended(int code, int win32) {
      StringBuilder line = new StringBuilder(256);
      line.append(clock.instant().toString());
      line.append(" conn=").append(connection().number());
      line.append(" from=").append(connection().address());
      line.append(" as=").append(RequestText.quote(who));
      line.append(" msg=").append(request().getMessageID()).append(' ');
      line.append(RequestText.of(this));
      line.append(" result=").append(code);
      if (win32 != 0) {
        line.append(" error=").append(String.format("%08X", win32));
      }
      if (entries.get() > 0) {
        line.append(" entries=").append(entries);
      }
      if (references.get() > 0) {
        line.append(" references=").append(references);
      }
      line.append(" us=").append((System.nanoTime() - began) / 1000);
      lines.accept(line.toString());
    }

    @Override
    public void entry(Octets protocolOp) {
      super.entry(protocolOp);
      entries.incrementAndGet();
    }

    @Override
    public void reference(String url) {
      super.reference(url);
      references.incrementAndGet();
    }

    @Override
    public void succeed(List<Control> controls) {
      super.succeed(controls);
      ended(ResultCode.SUCCESS_INT_VALUE, 0);
    }

    @Override
    public void result(ResultCode code, List<Control> controls) {
      super.result(code, controls);
      ended(code.intValue(), 0);
    }

    @Override
    public void fail(DirectoryException failure) {
      super.fail(failure);
      ended(failure.resultCode().intValue(), failure.win32());
    }

    @Override
    public void extended(String oid, byte[] value) {
      super.extended(oid, value);
      ended(ResultCode.SUCCESS_INT_VALUE, 0);
    }

    @Override
    public void challenge(byte[] token) {
      super.challenge(token);
      ended(ResultCode.SASL_BIND_IN_PROGRESS_INT_VALUE, 0);
    }

    @Override
    public void bound(byte[] token, Optional<SecurityLayer> layer) {
      super.bound(token, layer);
      ended(ResultCode.SUCCESS_INT_VALUE, 0);
    }

    @Override
    public void startTls() {
      super.startTls();
      ended(ResultCode.SUCCESS_INT_VALUE, 0);
    }
  }
}
