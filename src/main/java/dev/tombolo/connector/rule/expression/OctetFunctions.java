package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Sid;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The functions on octets, which stand in base64 in expressions. */
final class OctetFunctions {
  private static final int GUID_LENGTH = 16;

  private OctetFunctions() {}

  static void addTo(FunctionDictionaryIfc functions) {
    Functions.add(functions, "StringFromSid", 1, call -> sid(call.text(0)));
    Functions.add(functions, "StringFromGuid", 1, call -> guid(call.text(0)));
    Functions.add(functions, "CertSubject", 1, call -> subjects(call.argument(0)));
    Functions.add(
        functions,
        "ConvertToUTF8Hex",
        1,
        call ->
            EvaluationValue.stringValue(
                HexFormat.of()
                    .withUpperCase()
                    .formatHex(call.text(0).getBytes(StandardCharsets.UTF_8))));
  }

  private static byte[] octets(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static EvaluationValue sid(String base64) {
    byte[] octets = octets(base64);
    return Sid.isValid(octets)
        ? Operands.of(Sid.of(octets).toString())
        : EvaluationValue.NULL_VALUE;
  }

  private static EvaluationValue guid(String base64) {
    byte[] octets = octets(base64);
    return octets.length == GUID_LENGTH
        ? Operands.of(ObjectGuid.of(octets).toString())
        : EvaluationValue.NULL_VALUE;
  }

  /** The subject of each certificate; what is no certificate has none. */
  private static EvaluationValue subjects(EvaluationValue certificates) {
    List<EvaluationValue> subjects = new ArrayList<>();
    for (EvaluationValue each : Operands.items(certificates)) {
      try {
        X509Certificate certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(octets(Operands.text(each))));
        subjects.add(EvaluationValue.stringValue(certificate.getSubjectX500Principal().getName()));
      } catch (CertificateException e) {
        subjects.add(EvaluationValue.NULL_VALUE);
      }
    }
    return EvaluationValue.arrayValue(subjects);
  }
}
