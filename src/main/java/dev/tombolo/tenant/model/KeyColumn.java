package dev.tombolo.tenant.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The columns that repeat a property beside the object's JSON, so that the database can find and
 * order objects by it. None is null, which keeps paging by key simple: the absent value is the
 * empty text or zero.
 */
public enum KeyColumn {
  /** {@code userPrincipalName}. */
  USER_PRINCIPAL_NAME(Form.TEXT),
  /** {@code displayName}. */
  DISPLAY_NAME(Form.TEXT),
  /** {@code givenName}. */
  GIVEN_NAME(Form.TEXT),
  /** {@code surname}. */
  SURNAME(Form.TEXT),
  /** {@code mail}. */
  MAIL(Form.TEXT),
  /** {@code department}. */
  DEPARTMENT(Form.TEXT),
  /** {@code jobTitle}. */
  JOB_TITLE(Form.TEXT),
  /** {@code employeeId}. */
  EMPLOYEE_ID(Form.TEXT),
  /** {@code onPremisesSamAccountName}. */
  SAM_ACCOUNT_NAME(Form.TEXT),
  /** {@code accountEnabled}. */
  ACCOUNT_ENABLED(Form.FLAG),
  /** {@code onPremisesSyncEnabled}. */
  SYNC_ENABLED(Form.FLAG),
  /** {@code deletedDateTime}. */
  DELETED(Form.MOMENT);

  /** How a column keeps a value. */
  public enum Form {
    /** Folded to lower case: Graph compares text without regard to case. */
    TEXT {
      @Override
      public Object encode(@Nullable JsonNode value) {
        return value == null ? "" : fold(value.asText());
      }
    },
    /** 0 absent, 1 false, 2 true. */
    FLAG {
      @Override
      public Object encode(@Nullable JsonNode value) {
        if (value == null) {
          return 0;
        }
        return value.booleanValue() ? 2 : 1;
      }
    },
    /** Milliseconds since 1970, 0 when absent. */
    MOMENT {
      @Override
      public Object encode(@Nullable JsonNode value) {
        return value == null ? 0L : ValueKind.instantOf(value.asText()).toEpochMilli();
      }
    };

    /** The column's value for a property's value, or for its absence. */
    public abstract Object encode(@Nullable JsonNode value);

    /** Text as columns keep it. */
    public static String fold(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  private final Form form;

  KeyColumn(Form form) {
    this.form = form;
  }

  /** How the column keeps its value. */
  public Form form() {
    return form;
  }

  /** The column's name in the database. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
