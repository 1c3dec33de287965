package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.LicenceState;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.QuarantinedValue;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.model.ValueKind;
import dev.tombolo.tenant.store.GroupLicences;
import dev.tombolo.tenant.store.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes JSON of directory objects, as Graph shows them. */
final class ObjectRenderer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int EXTENSION_ATTRIBUTES = 15;
  private static final Set<Property> OF_LICENCES =
      Set.of(
          Property.ASSIGNED_LICENSES, Property.ASSIGNED_PLANS, Property.LICENSE_ASSIGNMENT_STATES);

  private final Unit unit;
  private final Selection selection;
  private final boolean typed;

  /**
   * A renderer.
   *
   * @param typed whether each object says its type, as where several types are mixed
   */
  ObjectRenderer(Unit unit, Selection selection, boolean typed) {
    this.unit = unit;
    this.selection = selection;
    this.typed = typed;
  }

  /** What a filter looks at of the objects. */
  static List<JsonNode> forFilter(Unit unit, List<DirectoryObject> objects, Set<String> names) {
    ObjectRenderer renderer =
        new ObjectRenderer(unit, new Selection(Optional.of(List.copyOf(names))), false);
    return List.copyOf(renderer.render(objects));
  }

  private static List<UUID> ids(Collection<DirectoryObject> objects) {
    return objects.stream().map(DirectoryObject::id).toList();
  }

  /** The objects as JSON, in the same order. */
  List<ObjectNode> render(Collection<DirectoryObject> objects) {
    boolean licences =
        objects.stream()
            .map(DirectoryObject::type)
            .distinct()
            .anyMatch(type -> selection.of(type).stream().anyMatch(OF_LICENCES::contains));
    if (licences) {
      unit.licences().preload(ids(objects));
    }
    boolean errors =
        objects.stream()
            .map(DirectoryObject::type)
            .distinct()
            .anyMatch(
                type -> selection.of(type).contains(Property.ON_PREMISES_PROVISIONING_ERRORS));
    if (errors) {
      unit.quarantine().preload(ids(objects));
    }
    return objects.stream().map(this::render).toList();
  }

  /** One object as JSON. */
  ObjectNode render(DirectoryObject object) {
    ObjectNode node = NODES.objectNode();
    if (typed) {
      node.put("@odata.type", Resource.odataType(object.type()));
    }
    for (Property property : selection.of(object.type())) {
      node.set(property.jsonName(), value(object, property));
    }
    if (object.deleted() && selection.chosen().isEmpty()) {
      node.set(Property.DELETED_DATE_TIME.jsonName(), value(object, Property.DELETED_DATE_TIME));
    }
    return node;
  }

  private JsonNode value(DirectoryObject object, Property property) {
    return switch (property) {
      case ID -> NODES.textNode(object.id().toString());
      case ACCOUNT_ENABLED -> accountEnabled(object);
      case ASSIGNED_LICENSES -> assignedLicenses(object);
      case ASSIGNED_PLANS -> assignedPlans(object);
      case LICENSE_PROCESSING_STATE -> processingState(object);
      case LICENSE_ASSIGNMENT_STATES -> assignmentStates(object);
      case ON_PREMISES_PROVISIONING_ERRORS -> provisioningErrors(object);
      case ON_PREMISES_EXTENSION_ATTRIBUTES -> extensionAttributes(object);
      case PASSWORD_PROFILE -> NullNode.getInstance();
      case ADDRESSES -> addresses(object);
      case PHONES -> phones(object);
      default -> object.get(property).orElseGet(() -> absent(property));
    };
  }

  private static JsonNode absent(Property property) {
    return property.kind() == ValueKind.TEXTS ? NODES.arrayNode() : NullNode.getInstance();
  }

  /** A deleted user shows as disabled; what it was comes back when it is restored. */
  private static JsonNode accountEnabled(DirectoryObject object) {
    return object.deleted()
        ? NODES.booleanNode(false)
        : object.get(Property.ACCOUNT_ENABLED).orElseGet(NullNode::getInstance);
  }

  private List<LicenceAssignment> licences(DirectoryObject object) {
    return switch (object.type()) {
      case USER -> unit.licences().of(object.id());
      case GROUP -> new GroupLicences(unit).of(object.id());
      case CONTACT, DEVICE -> List.of();
    };
  }

  /** A group's licences reach its members before anybody can ask. */
  private JsonNode processingState(DirectoryObject group) {
    return licences(group).isEmpty()
        ? NullNode.getInstance()
        : NODES.objectNode().put("state", "ProcessingComplete");
  }

  private ArrayNode assignedLicenses(DirectoryObject object) {
    ArrayNode assigned = NODES.arrayNode();
    for (LicenceAssignment licence : licences(object)) {
      ObjectNode node = assigned.addObject();
      ArrayNode disabled = node.putArray("disabledPlans");
      licence.disabledPlans().stream().sorted().forEach(plan -> disabled.add(plan.toString()));
      node.put("skuId", licence.skuId().toString());
    }
    return assigned;
  }

  private ArrayNode assignedPlans(DirectoryObject object) {
    ArrayNode plans = NODES.arrayNode();
    for (LicenceAssignment licence : licences(object)) {
      for (ServicePlan plan : SkuCatalog.plansOf(licence)) {
        plans
            .addObject()
            .put("capabilityStatus", "Enabled")
            .put("service", plan.name())
            .put("servicePlanId", plan.id().toString());
      }
    }
    return plans;
  }

  private ArrayNode assignmentStates(DirectoryObject object) {
    ArrayNode states = NODES.arrayNode();
    for (LicenceState licence : unit.licences().states(object.id())) {
      ObjectNode node = states.addObject();
      node.put("skuId", licence.skuId().toString());
      ArrayNode disabled = node.putArray("disabledPlans");
      licence.disabledPlans().stream().sorted().forEach(plan -> disabled.add(plan.toString()));
      node.put("assignedByGroup", licence.group().map(UUID::toString).orElse(null));
      node.put("state", licence.active() ? "Active" : "Error");
      node.put("error", licence.active() ? "None" : licence.problem());
    }
    return states;
  }

  private ArrayNode provisioningErrors(DirectoryObject object) {
    ArrayNode errors = NODES.arrayNode();
    for (QuarantinedValue value : unit.quarantine().of(object.id())) {
      ObjectNode node = errors.addObject();
      node.put("category", "PropertyConflict");
      node.set("occurredDateTime", ValueKind.momentOf(value.occurred()));
      node.put("propertyCausingError", value.property());
      node.put("value", value.value());
    }
    return errors;
  }

  private static JsonNode extensionAttributes(DirectoryObject object) {
    Optional<JsonNode> kept = object.get(Property.ON_PREMISES_EXTENSION_ATTRIBUTES);
    if (kept.isEmpty() && object.type() != ObjectType.USER) {
      return NullNode.getInstance();
    }
    ObjectNode all = NODES.objectNode();
    for (int i = 1; i <= EXTENSION_ATTRIBUTES; i++) {
      String name = "extensionAttribute" + i;
      JsonNode value = kept.map(node -> node.get(name)).orElse(null);
      all.set(name, value == null ? NullNode.getInstance() : value);
    }
    return all;
  }

  private static ArrayNode addresses(DirectoryObject contact) {
    ObjectNode address = NODES.objectNode();
    put(address, "city", contact, Property.CITY);
    put(address, "countryOrRegion", contact, Property.COUNTRY);
    put(address, "officeLocation", contact, Property.OFFICE_LOCATION);
    put(address, "postalCode", contact, Property.POSTAL_CODE);
    put(address, "state", contact, Property.STATE);
    put(address, "street", contact, Property.STREET_ADDRESS);
    return NODES.arrayNode().add(address);
  }

  private static void put(
      ObjectNode node, String name, DirectoryObject contact, Property property) {
    node.set(name, contact.get(property).orElseGet(NullNode::getInstance));
  }

  private static ArrayNode phones(DirectoryObject contact) {
    ArrayNode phones = NODES.arrayNode();
    contact
        .texts(Property.BUSINESS_PHONES)
        .forEach(number -> phones.addObject().put("number", number).put("type", "business"));
    contact
        .text(Property.MOBILE_PHONE)
        .ifPresent(number -> phones.addObject().put("number", number).put("type", "mobile"));
    contact
        .text(Property.FAX_NUMBER)
        .ifPresent(number -> phones.addObject().put("number", number).put("type", "businessFax"));
    return phones;
  }
}
