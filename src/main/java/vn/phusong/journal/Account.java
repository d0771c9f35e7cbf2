package vn.phusong.journal;

/**
 * A person's account as we keep it: never the password.
 *
 * @param name what they log in by, in small letters
 * @param role in small letters, as the web reads it
 * @param hash of the password with its salt and parameters, in the text form of the PHC
 * @param isEnabled false for one that may not log in until somebody says otherwise
 * @param passwordAt when its owner chose the password, epoch milliseconds; 0 for a one-time password, which must be changed first
 * @param lockedUntil first moment it may log in again after too many wrong passwords, epoch milliseconds; 0 when it is not locked
 */
public record Account(String name, String role, String hash, boolean isEnabled, long passwordAt, long lockedUntil) {
    public Account as(String otherRole) {
        return new Account(name, otherRole, hash, isEnabled, passwordAt, lockedUntil);
    }

    public Account enabled(boolean whether) {
        return new Account(name, role, hash, whether, passwordAt, lockedUntil);
    }

    public Account lockedUntil(long at) {
        return new Account(name, role, hash, isEnabled, passwordAt, at);
    }

    /** With a hash of the same password, or with that of another which was chosen then. */
    public Account with(String otherHash, long chosenAt) {
        return new Account(name, role, otherHash, isEnabled, chosenAt, lockedUntil);
    }

    /** Its text form never shows the hash. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
