package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.search.LinkReader;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Attribute-scoped queries (MS-ADTS 3.1.1.3.4.1.18): a search of the objects that an attribute of
 * its base names.
 */
final class AttributeScope {
  private AttributeScope() {}

  /**
   * The scope that is the objects named.
   *
   * @param name the attribute
   * @param readable whether the client may read an attribute of the base
   * @throws DirectoryException unwillingToPerform when the search is not of its base alone
   */
  static Scope of(
      View view,
      int base,
      SearchScope scope,
      String name,
      LinkReader links,
      Predicate<AttributeType> readable,
      List<Control> responses)
      throws DirectoryException {
    if (!scope.equals(SearchScope.BASE)) {
      DirectoryException refusal = AdError.NOT_ATTRIBUTE_SCOPED.exception();
      throw refusal.with(List.of(response(refusal.resultCode().intValue())));
    }
    Optional<AttributeType> attribute = view.schema().attribute(name).filter(AttributeScope::names);
    if (attribute.isEmpty()) {
      responses.add(response(ResultCode.INVALID_ATTRIBUTE_SYNTAX_INT_VALUE));
      return Scope.named(view, base, Set.of());
    }
    responses.add(response(ResultCode.SUCCESS_INT_VALUE));
    return Scope.named(
        view,
        base,
        readable.test(attribute.get()) ? named(view, base, attribute.get(), links) : Set.of());
  }

  private static boolean names(AttributeType attribute) {
    Syntax syntax = attribute.syntax();
    return !attribute.isConstructed()
        && (syntax == Syntax.DN || syntax == Syntax.DN_BINARY || syntax == Syntax.DN_STRING);
  }

  private static Set<Integer> named(
      View view, int base, AttributeType attribute, LinkReader links) {
    Entry entry = view.existing(base);
    Set<Integer> named = new LinkedHashSet<>();
    if (attribute == view.schema().wellKnown().distinguishedName) {
      named.add(base);
    } else if (attribute.isLink()) {
      LinkReader.Walk walk = links.walk(attribute, base, entry);
      while (walk.next()) {
        named.add(walk.other());
      }
    } else {
      entry.all(attribute).forEach(value -> named.add(EntryBuilder.referenced(value)));
    }
    return named;
  }

  private static Control response(int result) {
    ASN1Sequence value = new ASN1Sequence(new ASN1Enumerated(result));
    return new Control(Oids.ASQ, false, new ASN1OctetString(value.encode()));
  }
}
