package vn.phusong.reading;

import java.util.regex.Pattern;

/**
 * A permanent no to one reading or one whole message.
 *
 * @param detail one sentence that names the field and the value it saw; safe to log, at most 300 characters: a control character becomes U+FFFD, and every
 *     digit of a number of 14 digits or more a star, for so long are the numbers of SIM cards and modems
 */
public record Refusal(RefusalReason reason, String detail) {
    /** From here on a row of digits names a SIM card (IMSI 14 or 15, ICCID up to 20) or a modem (IMEI 15), and no measurement. */
    public static final int IDENTIFIER_DIGITS = 14;

    private static final Pattern IDENTIFIER = Pattern.compile("(?<![.0-9])[0-9]{" + IDENTIFIER_DIGITS + ",}");
    private static final int LONGEST = 300;

    public Refusal {
        detail = IDENTIFIER.matcher(detail).replaceAll(found -> "*"
                .repeat(found.group().length()));
        StringBuilder clean = new StringBuilder(Math.min(detail.length(), LONGEST));
        for (int i = 0; i < detail.length() && clean.length() < LONGEST; i++) {
            char c = detail.charAt(i);
            clean.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        detail = clean.toString();
    }
}
