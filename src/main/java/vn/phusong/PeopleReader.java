package vn.phusong;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.phusong.web.PeopleSettings;

/** The settings about people. */
final class PeopleReader {
    /** Longer than a hash takes on a small machine. */
    private static final long HELD_MS = 500;

    private PeopleReader() {}

    static PeopleSettings of(Settings settings) {
        return new PeopleSettings(
                new PeopleSettings.Password(
                        (int) (settings.bytes("password.memory") / 1024),
                        settings.whole("password.passes"),
                        settings.whole("password.length"),
                        settings.whole("password.kinds"),
                        settings.millis("password.age")),
                new PeopleSettings.Lock(
                        settings.whole("login.failures"),
                        settings.millis("login.lock"),
                        settings.whole("login.address.failures"),
                        HELD_MS),
                new PeopleSettings.Span(settings.millis("session.idle"), settings.millis("session.whole")),
                new PeopleSettings.Doorway(
                        administration(settings),
                        secure(settings),
                        proxies(settings),
                        settings.whole("web.rate"),
                        settings.whole("web.rate.burst")),
                readsNeedLogin(settings));
    }

    private static PeopleSettings.@Nullable Place administration(Settings settings) {
        return settings.given("admin.host")
                .map(host -> new PeopleSettings.Place(host, settings.whole("admin.port")))
                .orElse(null);
    }

    private static PeopleSettings.Secure secure(Settings settings) {
        return switch (settings.text("session.secure")) {
            case "yes" -> PeopleSettings.Secure.YES;
            case "no" -> PeopleSettings.Secure.NO;
            default -> PeopleSettings.Secure.AUTO;
        };
    }

    private static Set<String> proxies(Settings settings) {
        return Arrays.stream(settings.text("web.proxies").split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Who can reach this machine's own addresses can read its files too; anybody else is asked who they are. Behind a proxy everybody comes from this machine.
     */
    private static boolean readsNeedLogin(Settings settings) {
        String host = settings.text("web.host");
        boolean isOwn = host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("::1");
        boolean isPublished =
                !proxies(settings).isEmpty() || !settings.words("web.hosts").isEmpty();
        return switch (settings.text("web.read")) {
            case "open" -> false;
            case "login" -> true;
            default -> !isOwn || isPublished;
        };
    }
}
