package dev.tombolo.directory.protocol;

import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.operation.AddOperation;
import dev.tombolo.directory.operation.AddRequest;
import dev.tombolo.directory.operation.CompareOperation;
import dev.tombolo.directory.operation.DeleteOperation;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.ModifyDnOperation;
import dev.tombolo.directory.operation.ModifyOperation;
import dev.tombolo.directory.operation.Notifications;
import dev.tombolo.directory.operation.PasswordReplicationOperation;
import dev.tombolo.directory.operation.RequestControls;
import dev.tombolo.directory.operation.SearchOperation;
import dev.tombolo.directory.operation.SearchRequest;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.operation.UpdateStats;
import dev.tombolo.directory.sasl.Mechanisms;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Commit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands each request to its operation and sends what comes of it. */
public final class DirectoryHandler implements RequestHandler {
  private final DirectoryContext context;
  private final Notifications notifications;
  private final Binds binds;
  private final SearchOperation search;
  private final AddOperation add;
  private final ModifyOperation modify;
  private final ModifyDnOperation modifyDn;
  private final DeleteOperation delete;
  private final CompareOperation compare;
  private final PasswordReplicationOperation passwordReplication;

  /** Serves one directory. */
  public DirectoryHandler(
      DirectoryContext context, Notifications notifications, Mechanisms mechanisms) {
    this.context = context;
    this.binds = new Binds(context, mechanisms);
    this.notifications = notifications;
    this.search = new SearchOperation(context);
    this.add = new AddOperation(context);
    this.modify = new ModifyOperation(context);
    this.modifyDn = new ModifyDnOperation(context);
    this.delete = new DeleteOperation(context);
    this.compare = new CompareOperation(context);
    this.passwordReplication = new PasswordReplicationOperation(context);
  }

  @Override
  public void connected(ClientConnection connection, Session session) {
    binds.byCertificate(connection, session);
  }

  @Override
  public void handle(Exchange exchange) {
    LDAPMessage message = exchange.request();
    try {
      if (isWrite(message)) {
        exchange.session().requireWritable();
      }
      switch (message.getProtocolOpType()) {
        case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
            search(exchange, message.getSearchRequestProtocolOp(), message.getControls());
        case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
            binds.run(exchange, message.getBindRequestProtocolOp(), message.getControls());
        case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST ->
            answer(
                exchange,
                add.run(
                    exchange.session(),
                    request(message.getAddRequestProtocolOp()),
                    message.getControls()));
        case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST -> {
          ModifyRequestProtocolOp op = message.getModifyRequestProtocolOp();
          answer(
              exchange,
              modify.run(
                  exchange.session(), op.getDN(), op.getModifications(), message.getControls()));
        }
        case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST ->
            answer(
                exchange,
                modifyDn.run(
                    exchange.session(),
                    request(message.getModifyDNRequestProtocolOp()),
                    message.getControls()));
        case LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
            answer(
                exchange,
                delete.run(
                    exchange.session(),
                    message.getDeleteRequestProtocolOp().getDN(),
                    message.getControls()));
        case LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST ->
            compare(exchange, message.getCompareRequestProtocolOp(), message.getControls());
        case LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST ->
            extended(exchange, message.getExtendedRequestProtocolOp(), message.getControls());
        default -> exchange.fail(AdError.BAD_REQUEST.exception());
      }
    } catch (DirectoryException e) {
      exchange.fail(e);
    }
  }

  private static boolean isWrite(LDAPMessage message) {
    return switch (message.getProtocolOpType()) {
      case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST,
          LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
          true;
      default -> false;
    };
  }

  private void search(Exchange exchange, SearchRequestProtocolOp op, List<Control> controls)
      throws DirectoryException {
    SearchRequest request =
        new SearchRequest(
            op.getBaseDN(),
            op.getScope(),
            op.getSizeLimit(),
            op.getTimeLimit(),
            op.typesOnly(),
            op.getFilter(),
            op.getAttributes());
    if (controls.stream().anyMatch(control -> control.getOID().equals(Oids.NOTIFICATION))) {
      Notifications.Registration registration =
          notifications.prepare(exchange.session(), request, controls, exchange);
      exchange.keepOpen(registration::close);
      registration.start();
      return;
    }
    exchange.succeed(search.run(exchange.session(), request, controls, exchange));
  }

  private static AddRequest request(AddRequestProtocolOp op) {
    Map<String, List<byte[]>> attributes = new LinkedHashMap<>();
    for (Attribute attribute : op.getAttributes()) {
      attributes
          .computeIfAbsent(attribute.getName(), name -> new ArrayList<>())
          .addAll(Arrays.asList(attribute.getValueByteArrays()));
    }
    return new AddRequest(op.getDN(), attributes);
  }

  private static ModifyDnOperation.Request request(ModifyDNRequestProtocolOp op) {
    return new ModifyDnOperation.Request(
        op.getDN(), op.getNewRDN(), op.deleteOldRDN(), op.getNewSuperiorDN());
  }

  /** The answer goes out once the write is durable, from whichever thread sees that. */
  private void answer(Exchange exchange, Commit<?> commit) {
    List<Control> controls = exchange.request().getControls();
    commit.whenVisible(
        () -> exchange.succeed(UpdateStats.of(context, controls)),
        () -> exchange.fail(AdError.BUSY.exception()));
  }

  private void compare(Exchange exchange, CompareRequestProtocolOp op, List<Control> controls)
      throws DirectoryException {
    boolean same =
        compare.run(
            exchange.session(),
            op.getDN(),
            op.getAttributeName(),
            op.getAssertionValue().getValue(),
            controls);
    exchange.result(same ? ResultCode.COMPARE_TRUE : ResultCode.COMPARE_FALSE, List.of());
  }

  private void extended(Exchange exchange, ExtendedRequestProtocolOp op, List<Control> controls)
      throws DirectoryException {
    Session session = exchange.session();
    RequestControls.checkExtended(controls);
    switch (op.getOID()) {
      case Oids.START_TLS -> {
        if (exchange.connection().isTls() || exchange.connection().isLayered()) {
          throw AdError.TLS_ALREADY.exception();
        }
        exchange.startTls();
      }
      case Oids.FAST_BIND -> {
        if (exchange.connection().binds().wasBound()) {
          throw AdError.FAST_BIND_TOO_LATE.exception();
        }
        exchange.connection().binds().makeFast();
        exchange.succeed(List.of());
      }
      case Oids.WHO_AM_I -> {
        Caller caller = session.caller();
        String name = caller.isAnonymous() ? "" : "u:" + caller.name();
        exchange.extended("", name.getBytes(StandardCharsets.UTF_8));
      }
      case Oids.PASSWORD_REPLICATION ->
          exchange.extended(
              Oids.PASSWORD_REPLICATION, passwordReplication.run(session, op.getValue()));
      default -> throw AdError.UNKNOWN_EXTENDED_REQUEST.exception();
    }
  }
}
