package dev.tombolo.tenant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.UserNamePasswordParameters;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TenantSettings;
import dev.tombolo.tenant.TestTenant;
import dev.tombolo.tls.LabCertificates;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's authentication library for Java, over HTTPS with the lab's CA. */
class MsalTest {
  private static final Set<String> SCOPES = Set.of("https://graph.microsoft.com/.default");

  @TempDir private static Path folder;
  private static TestTenant tenant;
  private static SSLSocketFactory tls;

  @BeforeAll
  static void start() throws Exception {
    tenant = TestTenant.secure(folder, UnaryOperator.identity());
    tls = LabCertificates.trusting(folder.resolve("lab-ca.pem")).getSocketFactory();
  }

  @AfterAll
  static void stop() {
    tenant.close();
  }

  private static String authority() {
    URI base = tenant.secureBase();
    return "https://localhost:" + base.getPort() + "/" + tenant.settings().tenantId() + "/";
  }

  private static TenantSettings.Client client() {
    return tenant.settings().admin();
  }

  private static ConfidentialClientApplication confidential(String secret) throws Exception {
    return ConfidentialClientApplication.builder(
            client().id().toString(), ClientCredentialFactory.createFromSecret(secret))
        .authority(authority())
        .validateAuthority(false)
        .sslSocketFactory(tls)
        .build();
  }

  private static PublicClientApplication open() throws Exception {
    return PublicClientApplication.builder(client().id().toString())
        .authority(authority())
        .validateAuthority(false)
        .sslSocketFactory(tls)
        .build();
  }

  /** Refreshing, MSAL forgets the port of an authority of Entra's kind, but not of OpenID's. */
  private static PublicClientApplication openByOpenId() throws Exception {
    return PublicClientApplication.builder(client().id().toString())
        .oidcAuthority(authority() + "v2.0")
        .sslSocketFactory(tls)
        .build();
  }

  private static String whoIs(IAuthenticationResult result) {
    return tenant
        .withToken("/v1.0", result.accessToken())
        .get("/me")
        .expect(200)
        .get("userPrincipalName");
  }

  @Test
  void applicationsGetTokensByTheirSecret() throws Exception {
    ClientCredentialParameters parameters = ClientCredentialParameters.builder(SCOPES).build();
    IAuthenticationResult result = confidential(client().secret()).acquireToken(parameters).get();
    tenant.withToken("/v1.0", result.accessToken()).get("/users").expect(200);
    assertThatThrownBy(() -> confidential("wrong").acquireToken(parameters).get())
        .hasMessageContaining("AADSTS7000215");
  }

  @Test
  void usersGetTokensByTheirPasswordAndKeepThem() throws Exception {
    TenantSettings.Account admin = tenant.settings().administrator();
    assertThat(whoIs(byPassword(open(), admin.password()))).isEqualTo(admin.principalName());
    PublicClientApplication app = openByOpenId();
    IAuthenticationResult result = byPassword(app, admin.password());
    assertThat(whoIs(result)).isEqualTo(admin.principalName());
    assertThat(result.account().username()).isEqualTo(admin.principalName());
    IAuthenticationResult again =
        app.acquireTokenSilently(
                SilentParameters.builder(SCOPES, result.account()).forceRefresh(true).build())
            .get();
    assertThat(again.accessToken()).isNotEqualTo(result.accessToken());
    assertThat(whoIs(again)).isEqualTo(admin.principalName());
    assertThatThrownBy(() -> byPassword(app, "wrong")).hasMessageContaining("AADSTS50126");
  }

  @SuppressWarnings("deprecation") // MSAL advises against it, and programs have it
  private static IAuthenticationResult byPassword(PublicClientApplication app, String password)
      throws Exception {
    return app.acquireToken(
            UserNamePasswordParameters.builder(
                    SCOPES,
                    tenant.settings().administrator().principalName(),
                    password.toCharArray())
                .build())
        .get();
  }

  @Test
  void devicesGetTokensByTheCodeTheyShow() throws Exception {
    IAuthenticationResult result =
        open()
            .acquireToken(DeviceCodeFlowParameters.builder(SCOPES, MsalTest::signIn).build())
            .get();
    assertThat(whoIs(result)).isEqualTo(tenant.settings().administrator().principalName());
  }

  /** What somebody does who reads the code on the device. */
  private static void signIn(DeviceCode code) {
    TenantSettings.Account admin = tenant.settings().administrator();
    Reply page =
        tenant
            .anonymous()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                URI.create(code.verificationUri()).getPath(),
                Optional.of(
                    "code="
                        + code.userCode()
                        + "&username="
                        + encode(admin.principalName())
                        + "&password="
                        + encode(admin.password())));
    assertThat(page.expect(200).text()).contains("signed in");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
