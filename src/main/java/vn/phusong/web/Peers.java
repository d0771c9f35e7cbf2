package vn.phusong.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a request really comes from. Only a proxy that the settings name is believed what it says of others. */
final class Peers {
    private final Set<String> proxies;

    Peers(Set<String> proxies) {
        this.proxies = proxies;
    }

    /** The last address that was added by somebody believed. Of IPv6 only the network: who has one address there has all of them. */
    String of(HttpServerRequest request) {
        String nearest = nearest(request);
        String last = last(request, "X-Forwarded-For");
        if (last == null || !proxies.contains(nearest)) {
            return network(nearest);
        }
        return last.matches("[0-9a-fA-F.:]{2,45}") ? network(last) : network(nearest);
    }

    /** Whether it came by TLS, as far as a believed proxy says: we speak none ourselves. */
    boolean isSecure(HttpServerRequest request) {
        return proxies.contains(nearest(request)) && "https".equals(last(request, "X-Forwarded-Proto"));
    }

    /** Each proxy adds behind what it was told, to the line or in a line of its own: only the very last is the believed one's. */
    private static @Nullable String last(HttpServerRequest request, String header) {
        List<String> lines = request.headers().getAll(header);
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }

    private static String nearest(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length < 5 || address.contains(".")
                ? address
                : String.join(":", groups).replaceFirst("^((?:[^:]*:){4}).*", "$1:/64");
    }
}
