package dev.tombolo.tenant.mailbox;

/** A change of a mailbox that is refused, in Exchange's words. */
public final class MailboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private MailboxException(boolean missing, String message) {
    super(message);
    this.missing = missing;
  }

  /** Whether there is no such mailbox. */
  public boolean missing() {
    return missing;
  }

  static MailboxException refused(String message) {
    return new MailboxException(false, message);
  }

  static MailboxException notFound(String identity) {
    return new MailboxException(
        true,
        "The operation couldn't be performed because object '" + identity + "' couldn't be found.");
  }

  /**
   * The source on-premises has the say (reference §6.1).
   *
   * @param cmdlet what was tried, such as {@code Set-Mailbox}
   * @param parameter what of it
   */
  static MailboxException outOfWriteScope(String mailbox, String cmdlet, String parameter) {
    return new MailboxException(
        false,
        "The operation on mailbox \""
            + mailbox
            + "\" failed because it's out of the current user's write scope. The action '"
            + cmdlet
            + "', '"
            + parameter
            + "', can't be performed on the object '"
            + mailbox
            + "' because the object is being synchronized from your on-premises organization."
            + " This action should be performed on the object in your on-premises organization.");
  }

  /** The archive of a mailbox that Exchange on-premises has provisioned (reference §6.1). */
  static MailboxException archiveIsOnPremises(String name) {
    return new MailboxException(
        false,
        "The following error occurred during validation in agent 'Windows LiveId Agent': 'Can't"
            + " enable the archive for '"
            + name
            + "' because this user object is synchronized with the on-premises directory. To enable"
            + " a cloud-based archive mailbox for this user, you must use your on-premises Exchange"
            + " admin center or Exchange Management Shell.'");
  }
}
