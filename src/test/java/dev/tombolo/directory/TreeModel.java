package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a directory with the recycle bin on should hold: objects with names, parents and members,
 * kept as plain objects that refer to one another. It shares nothing with the directory.
 */
final class TreeModel {
  /** The kinds of objects, as their names are written. */
  enum Kind {
    UNIT("OU", "organizationalUnit"),
    USER("CN", "user"),
    GROUP("CN", "group");

    final String type;
    final String objectClass;

    Kind(String type, String objectClass) {
      this.type = type;
      this.objectClass = objectClass;
    }
  }

  /** Where an object is in its life. */
  enum State {
    LIVE,
    DELETED,
    RECYCLED
  }

  /** An object. */
  static final class Node {
    final Kind kind;
    final Set<Node> members = new LinkedHashSet<>();
    UUID guid = new UUID(0, 0);
    State state = State.LIVE;
    String name;
    @Nullable Node parent;
    long usn;

    private Node(Kind kind, String name, @Nullable Node parent) {
      this.kind = kind;
      this.name = name;
      this.parent = parent;
    }

    boolean isLive() {
      return state == State.LIVE;
    }

    String rdn() {
      return kind.type + "=" + name;
    }

    String dn() {
      if (!isLive()) {
        return rdn() + "\\0ADEL:" + guid + ",CN=Deleted Objects," + BASE;
      }
      return rdn() + "," + parentDn();
    }

    /** The DN of its parent, or of the last one it had. */
    String parentDn() {
      return parent == null ? BASE : parent.dn();
    }

    private boolean isBelow(Node other) {
      for (Node node = this; node != null; node = node.parent) {
        if (node == other) {
          return true;
        }
      }
      return false;
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Node root;

  TreeModel(String name) {
    root = new Node(Kind.UNIT, name, null);
    nodes.add(root);
  }

  Node root() {
    return root;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  List<Node> live(Kind kind) {
    return nodes.stream().filter(node -> node.isLive() && node.kind == kind).toList();
  }

  List<Node> in(State state) {
    return nodes.stream().filter(node -> node != root && node.state == state).toList();
  }

  boolean isTaken(String name, Node parent) {
    return nodes.stream()
        .anyMatch(
            node -> node.isLive() && node.parent == parent && node.name.equalsIgnoreCase(name));
  }

  boolean hasChildren(Node node) {
    return nodes.stream().anyMatch(child -> child.isLive() && child.parent == node);
  }

  boolean wouldCircle(Node node, Node parent) {
    return parent.isBelow(node);
  }

  /** A new object that is not yet in the tree. */
  Node make(Kind kind, String name, Node parent) {
    return new Node(kind, name, parent);
  }

  void add(Node node) {
    nodes.add(node);
  }

  /** Links are gone for good. */
  void recycle(Node node) {
    node.state = State.RECYCLED;
    node.members.clear();
    nodes.forEach(other -> other.members.remove(node));
  }

  /** The members that are shown: a link is only while both its ends live. */
  static Set<String> members(Node node) {
    return node.members.stream()
        .filter(Node::isLive)
        .map(Node::dn)
        .collect(Collectors.toUnmodifiableSet());
  }

  Set<String> memberOf(Node node) {
    return nodes.stream()
        .filter(group -> group.isLive() && group.members.contains(node))
        .map(Node::dn)
        .collect(Collectors.toUnmodifiableSet());
  }
}
