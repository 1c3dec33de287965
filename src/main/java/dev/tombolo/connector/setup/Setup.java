package dev.tombolo.connector.setup;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.device.DeviceContainer;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantAdministrator;
import dev.tombolo.connector.wire.TenantEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How an administrator switches features: in Azure AD Connect by its wizard, of which one can be
 * open and which suspends the scheduler meanwhile, in Cloud Sync by its cmdlet.
 */
public final class Setup {
  /**
   * What a setup works on.
   *
   * @param adfsVersion of the AD FS there is
   * @param filtering the scope, for people
   * @param apply carries out that features are on or off as the switches now say
   * @param suspend is told when the wizard opens and closes
   */
  public record Parts(
      SyncTool tool,
      ForestClient forest,
      TenantEndpoint tenant,
      Optional<SSLContext> tls,
      String adfsVersion,
      List<String> filtering,
      FeatureSwitches switches,
      Runnable apply,
      Consumer<Boolean> suspend) {
    /** Copies the list. */
    public Parts {
      filtering = List.copyOf(filtering);
    }
  }

  private final Parts parts;
  private final Prerequisites prerequisites;
  private @Nullable SetupWizard wizard;

  /** A setup. */
  public Setup(Parts parts) {
    this.parts = parts;
    this.prerequisites = new Prerequisites(parts.forest(), parts.adfsVersion(), parts.tool());
  }

  FeatureSwitches switches() {
    return parts.switches();
  }

  Prerequisites prerequisites() {
    return prerequisites;
  }

  String forestName() {
    return parts.forest().endpoint().name();
  }

  List<String> filtering() {
    return parts.filtering();
  }

  /** Which features are on. */
  public Map<Feature, Boolean> features() {
    return parts.switches().all();
  }

  void apply(Map<Feature, Boolean> changes) {
    parts.switches().set(changes);
    parts.apply().run();
  }

  TenantAdministrator signIn(String name, String password) throws SetupException {
    return SetupWizard.required(
        () -> TenantAdministrator.signIn(parts.tenant(), parts.tls(), name, password), name);
  }

  /**
   * Opens the wizard.
   *
   * @throws SetupException when it is open, or the tool has none
   */
  public synchronized SetupWizard openWizard() throws SetupException {
    if (parts.tool() != SyncTool.CONNECT) {
      throw new SetupException(
          "The wizard is Azure AD Connect's; cloud sync is set up by its cmdlets.");
    }
    if (wizard != null) {
      throw new SetupException("The wizard is open already.");
    }
    SetupWizard opened = new SetupWizard(this);
    wizard = opened;
    parts.suspend().accept(true);
    return opened;
  }

  /** The open wizard, if it is. */
  public synchronized Optional<SetupWizard> wizard() {
    return Optional.ofNullable(wizard);
  }

  /** Closes the wizard; returns whether it was open. */
  public synchronized boolean exitWizard() {
    if (wizard == null) {
      return false;
    }
    wizard = null;
    parts.suspend().accept(false);
    return true;
  }

  /**
   * {@code Set-AADCloudSyncPasswordWritebackConfiguration}.
   *
   * @throws SetupException when a prerequisite is not met, or the tool is another
   */
  public void cloudSyncPasswordWriteback(boolean enable, String name, String password)
      throws SetupException {
    if (parts.tool() != SyncTool.CLOUD_SYNC) {
      throw new SetupException(
          "The cmdlet is that of the provisioning agent of Azure AD Connect cloud sync; this is"
              + " Azure AD Connect.");
    }
    TenantAdministrator administrator = signIn(name, password);
    if (enable) {
      prerequisites.require(Feature.PASSWORD_WRITEBACK, administrator);
    }
    apply(Map.of(Feature.PASSWORD_WRITEBACK, enable));
  }

  /**
   * {@code Initialize-ADSyncDeviceWriteback}: prepares the forest, which the connector's own
   * account may not do.
   *
   * @param userDn the distinguished name, or another name to sign in by, of an enterprise
   *     administrator
   * @return the distinguished names that were added
   * @throws SetupException when the tool has no device writeback, or the directory refuses
   */
  public List<String> initializeDeviceWriteback(String userDn, String password)
      throws SetupException {
    Prerequisites.requireConnect(parts.tool());
    try (ForestClient administrator =
        new ForestClient(parts.forest().endpoint().as(userDn, password))) {
      return DeviceContainer.initialize(administrator);
    } catch (ForestException e) {
      throw new SetupException(
          "The forest cannot be prepared: " + String.valueOf(e.getMessage()), e);
    }
  }
}
