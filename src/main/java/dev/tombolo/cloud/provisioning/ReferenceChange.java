package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one reference attribute. The values are source anchors.
 *
 * @param add anchors to refer to
 * @param remove anchors no longer to refer to
 * @param replace whether {@code add} is all there shall be; {@code remove} is then ignored
 */
public record ReferenceChange(List<String> add, List<String> remove, boolean replace) {
  /** Copies the lists; an absent one is empty. */
  public ReferenceChange(
      @JsonProperty("add") @Nullable List<String> add,
      @JsonProperty("remove") @Nullable List<String> remove,
      @JsonProperty("replace") boolean replace) {
    this.add = add == null ? List.of() : List.copyOf(add);
    this.remove = remove == null ? List.of() : List.copyOf(remove);
    this.replace = replace;
  }

  /** The reference attribute shall have these values. */
  public static ReferenceChange to(List<String> anchors) {
    return new ReferenceChange(anchors, List.of(), true);
  }
}
