package dev.tombolo.connector.export;

import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import java.util.List;

/** Operations that are sent together. */
interface Batch {
  /** The operations; the results come in the same order. */
  List<ProvisioningOperation> operations();

  /** Notes the results; what is counted is in the answer. */
  StepTally apply(Space space, List<ProvisioningResult> results, LinkedUsers linkedUsers, long now);
}
