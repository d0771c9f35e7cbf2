package vn.phusong.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Where a request really comes from. Only a proxy that the settings name is believed what it says of others. */
final class Peers {
    private final Set<String> proxies;

    Peers(Set<String> proxies) {
        this.proxies = proxies;
    }

    /** The last address that was added by somebody believed. Of IPv6 only the network: who has one address there has all of them. */
    String of(HttpServerRequest request) {
        String nearest = nearest(request);
        String said = request.getHeader("X-Forwarded-For");
        if (said == null || !proxies.contains(nearest)) {
            return network(nearest);
        }
        String last = said.substring(said.lastIndexOf(',') + 1).strip();
        return last.matches("[0-9a-fA-F.:]{2,45}") ? network(last) : network(nearest);
    }

    /** Whether it came by TLS, as far as a believed proxy says: we speak none ourselves. */
    boolean isSecure(HttpServerRequest request) {
        return proxies.contains(nearest(request)) && "https".equals(request.getHeader("X-Forwarded-Proto"));
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
