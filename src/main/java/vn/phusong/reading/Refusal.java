package vn.phusong.reading;

/**
 * A permanent no to one reading or one whole message.
 *
 * @param detail one sentence that names the field and the value it saw; safe to log (no control characters), at most 300 characters
 */
public record Refusal(RefusalReason reason, String detail) {
    private static final int LONGEST = 300;

    public Refusal {
        StringBuilder clean = new StringBuilder(Math.min(detail.length(), LONGEST));
        for (int i = 0; i < detail.length() && clean.length() < LONGEST; i++) {
            char c = detail.charAt(i);
            clean.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        detail = clean.toString();
    }
}
