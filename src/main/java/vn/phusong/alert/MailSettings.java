package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where mail is handed in.
 *
 * @param host of the server that takes our mail
 * @param security how the connection is protected
 * @param user for the login; empty for none
 * @param from our own address
 * @param atOnce at most so many messages to one recipient are under way
 * @param answerMs so long the server has for one message
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        int atOnce,
        long answerMs) {
    public static final int AT_ONCE = 2;

    /** With a certificate that must be right, unless nothing is protected. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /** Plain addresses only: letters, digits and the signs people use; what could end a header is none of them. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    public MailSettings {
        if (host.isEmpty() || port < 1 || port > 65_535 || atOnce < 1 || answerMs < 1) {
            throw new IllegalArgumentException("mail needs a host, a port from 1 to 65535 and time to answer");
        }
        from = address(from);
    }

    /**
     * The addresses of a setting, separated by commas.
     *
     * @throws IllegalArgumentException in one sentence, for what is no address or comes twice
     */
    public static List<String> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String address = address(part.strip());
            if (addresses.contains(address)) {
                throw new IllegalArgumentException(address + " is there twice");
            }
            addresses.add(address);
        }
        return addresses;
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no mail address such as so.tt@example.vn");
        }
        return text;
    }
}
