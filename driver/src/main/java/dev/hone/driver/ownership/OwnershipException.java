package dev.hone.driver.ownership;

/** The output folder is not, or not any more, that of this driver; the message is one line for the user. */
public final class OwnershipException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean heldByAnother;

    private OwnershipException(String message, boolean heldByAnother) {
        super(message);
        this.heldByAnother = heldByAnother;
    }

    /** Another driver owns the folder. */
    public static OwnershipException heldByAnother(String message) {
        return new OwnershipException(message, true);
    }

    /** Nobody owns the folder: its lock was deleted, or the folder itself. */
    public static OwnershipException heldByNobody(String message) {
        return new OwnershipException(message, false);
    }

    /** Whether another driver owns the folder, so that the study may go on without this one. */
    public boolean isHeldByAnother() {
        return heldByAnother;
    }

    /** The same, to be thrown by another thread. */
    public OwnershipException again() {
        return new OwnershipException(String.valueOf(getMessage()), heldByAnother);
    }
}
