package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.signin.CloudPassword;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Security questions: the answers are kept as hashes, without regard to case or outer blanks. */
final class SecurityQuestions {
  private static final int MIN_QUESTIONS = 3;
  private static final int MAX_QUESTIONS = 5;
  private static final int MIN_ANSWER = 3;
  private static final int MAX_TEXT = 200;

  private SecurityQuestions() {}

  /**
   * What is kept of questions and answers.
   *
   * @throws ApiException 400 when they are too few, too many, too short or repeat themselves
   */
  static String secret(Map<String, String> answers) {
    if (answers.size() < MIN_QUESTIONS || answers.size() > MAX_QUESTIONS) {
      throw ApiException.badRequest("Register three to five security questions.");
    }
    if (answers.values().stream().map(SecurityQuestions::plain).distinct().count()
        < answers.size()) {
      throw ApiException.badRequest("Every security question needs an answer of its own.");
    }
    Map<String, String> hashes = new LinkedHashMap<>();
    answers.forEach(
        (question, answer) -> {
          if (question.isBlank()
              || question.length() > MAX_TEXT
              || plain(answer).length() < MIN_ANSWER
              || answer.length() > MAX_TEXT) {
            throw ApiException.badRequest(
                "An answer has 3 to 200 characters, and a question at most 200.");
          }
          hashes.put(question, CloudPassword.hash(plain(answer)));
        });
    try {
      return CloudJson.mapper().writeValueAsString(hashes);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The questions. */
  static List<String> questions(String secret) {
    return List.copyOf(hashes(secret).keySet());
  }

  /** Whether every question is answered, and rightly. */
  static boolean areAnswered(String secret, Map<String, String> answers) {
    boolean right = true;
    for (Map.Entry<String, String> known : hashes(secret).entrySet()) {
      Credential hash =
          new Credential(Credential.Origin.CLOUD, known.getValue(), Instant.EPOCH, false);
      right &= CloudPassword.matches(hash, plain(answers.getOrDefault(known.getKey(), "")));
    }
    return right;
  }

  private static String plain(String answer) {
    return answer.strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> hashes(String secret) {
    try {
      return CloudJson.mapper()
          .readValue(secret, new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds damaged security questions", e);
    }
  }
}
