package dev.tombolo.directory.schema;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as the schema defines it: the properties of an {@code attributeSchema} object.
 *
 * @param name lDAPDisplayName
 * @param cn the schema object's RDN
 * @param oid attributeID
 * @param attributeSyntax such as {@code 2.5.5.12}
 * @param omSyntax such as 64
 * @param omObjectClass base64, for the syntaxes that need it, otherwise empty
 * @param linkId even for a forward link, odd for a back link
 * @param searchFlags MS-ADTS 2.2.9
 * @param systemFlags MS-ADTS 2.2.10
 * @param rangeLower of characters, octets or numbers, by the syntax
 * @param rangeUpper likewise
 * @param partialAttributeSet whether global catalogs hold it
 */
public record AttributeDefinition(
    String name,
    String cn,
    String oid,
    String attributeSyntax,
    int omSyntax,
    String omObjectClass,
    boolean singleValued,
    OptionalInt linkId,
    int searchFlags,
    int systemFlags,
    boolean systemOnly,
    OptionalLong rangeLower,
    OptionalLong rangeUpper,
    boolean partialAttributeSet,
    UUID schemaIdGuid,
    @Nullable UUID securityGuid) {}
